public import Domain
import JSON

extension SurepassClient: StampDesk {
    /// Orders stamps, once: a repetition could buy them twice.
    public func order(_ request: StampOrderRequest) async throws(CheckFailure) -> StampOrder {
        try await exchange.perform(.order) { _ throws(CheckFailure) in
            let answer = try await sendUndocumented(
                routes.orderCreate, request.surepassMembers, called: "order_create",
                "making of orders", hiding: request.personalTexts)
            guard let order = StampOrder(surepass: try object(answer)) else {
                throw exchange.malformed(answer.response, "without an order id")
            }
            return order
        }
    }

    /// Lists orders page by page, until a page is empty or brings nothing new: the vendor does not
    /// document how it says that a page is the last.
    public func orders(
        from first: CivilDate, to last: CivilDate
    ) async throws(CheckFailure) -> Listing<StampOrder> {
        try await exchange.perform(.lookUp) { _ throws(CheckFailure) in
            var listing = Listing<StampOrder>(entries: [])
            var seen: Set<ItemKey> = []
            var unread = 0
            for page in 1...Self.mostPages {
                let answer = try await sendUndocumented(
                    routes.orderList,
                    [
                        .init("start_date", .string(first.iso8601)),
                        .init("end_date", .string(last.iso8601)), .init("page", .integer(page)),
                    ], called: "order_list", "list of orders")
                guard let entries = try object(answer)["stamps"]?.array else {
                    throw exchange.malformed(answer.response, "without a list of orders")
                }
                let orders = entries.compactMap { StampOrder(surepass: $0) }
                let fresh = orders.filter { seen.insert($0.key).inserted }
                listing.entries += fresh
                unread += entries.count - orders.count
                if fresh.isEmpty || fresh.count < orders.count {
                    if unread > 0 { listing.shortfall = "\(unread) orders could not be read" }
                    return listing
                }
            }
            listing.shortfall = "the list has more than \(Self.mostPages) pages"
            return listing
        }
    }

    /// Reads one stamp: `GET …/order-status?client_id=`.
    public func stamp(_ id: String) async throws(CheckFailure) -> Stamp {
        try await exchange.perform(.lookUp) { _ throws(CheckFailure) in
            let answer = try await send(
                Self.route("GET", "order-status"), [.init("client_id", .string(id))],
                subject: "stamp")
            let data = try object(answer)
            let ids = [data["client_id"], data["stamp_id"]].compactMap { $0?.string }
            guard ids.isEmpty || ids.contains(id) else { throw exchange.mismatch(answer.response) }
            guard let stamp = Stamp(surepass: data, id: id) else {
                throw exchange.malformed(answer.response, "without a status")
            }
            return stamp
        }
    }

    /// Reads the account's stock: `GET …/stats`.
    public func stock() async throws(CheckFailure) -> StampStock {
        try await exchange.perform(.lookUp) { _ throws(CheckFailure) in
            let answer = try await send(Self.route("GET", "stats"), [], subject: "stock")
            return StampStock(surepass: try object(answer))
        }
    }

    /// Reads a state's articles: `GET …/list-articles?state=`.
    public func articles(ofState state: String) async throws(CheckFailure) -> [StampArticle] {
        try await exchange.perform(.lookUp) { _ throws(CheckFailure) in
            let answer = try await send(
                Self.route("GET", "list-articles"), [.init("state", .string(state))],
                subject: "state")
            guard let entries = answer.envelope["data"]?.array else {
                throw exchange.malformed(answer.response, "without a list of articles")
            }
            return entries.compactMap { StampArticle(surepass: $0) }
        }
    }

    /// Reads the account's credits: `GET /api/v1/utils/usage/balance`, whose answer has them beside
    /// `success` in place of `data`.
    public func balance() async throws(CheckFailure) -> Double {
        try await exchange.perform(.lookUp) { _ throws(CheckFailure) in
            let answer = try await send(
                SurepassRoute(method: "GET", path: "/api/v1/utils/usage/balance"), [],
                subject: "account")
            let value = answer.envelope["balance"] ?? answer.envelope["data"]?["balance"]
            guard let balance = value?.double ?? value?.string.flatMap({ Double($0) }),
                balance.isFinite
            else { throw exchange.malformed(answer.response, "without a balance") }
            return balance
        }
    }

    /// A bound against a list that never ends.
    private static let mostPages = 500
}
