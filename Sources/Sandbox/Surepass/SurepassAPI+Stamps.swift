import HTTP
import JSON

/// The pages "Order Status", "Get Stats", "List Articles" and "Balance".
extension SurepassAPI {
    static let stampFiles = "/estamps/"
    /// Credits of the account before anything was ordered, in rupees.
    private static let credits = 250_000
    /// So many orders, the client's own first, make the stock: with a million, not all are counted.
    private static let countedOrders = 500

    @Sendable func stamp(_ call: Call) -> HTTPResponse {
        let id = call.parameter.isEmpty ? call.query("client_id") ?? "" : call.parameter
        guard !id.isEmpty else { return invalid() }
        guard let (made, stamp) = stamp(id) else { return unknown }
        let status = status(of: stamp, in: made, at: world.clock.moment(call.now))
        let hasPaper = ["available", "on_hold", "used"].contains(status)
        let path = "\(Self.stampFiles)\(id).pdf"
        let members: [JSON.Member] =
            [
                .init("client_id", .string(id)), .init("stamp_id", .string(id)),
                .init("created_at", created(made)),
            ] + made.terms.members + [
                .init("description", JSON(made.terms.description)),
                .init("status", .string(status)), .init("on_hold", .bool(status == "on_hold")),
                .init(
                    "link",
                    hasPaper
                        ? .string(
                            SignedLink(world: world).url(host: call.host, path: path, at: call.now))
                        : nil),
                .init("certificate_details", hasPaper ? [certificate(stamp, made)] : []),
            ]
        return success(.object(members))
    }

    @Sendable func stats(_ call: Call) -> HTTPResponse {
        let moment = world.clock.moment(call.now)
        var counts: [String: [Stock: Int]] = [:]
        for made in stock {
            let stock = Stock(made.terms)
            let chance = world.chance(made.number)
            let groups = made.order.groups(at: moment, chance: chance)
            counts["pending", default: [:]][stock, default: 0] += groups.pending.count
            for stamp in groups.available {
                switch StampOrder.use(of: stamp, chance: chance) {
                case .none: counts["available", default: [:]][stock, default: 0] += 1
                case .onHold: counts["on_hold", default: [:]][stock, default: 0] += 1
                case .used: break
                }
            }
        }
        func group(_ name: String) -> JSON.Member {
            let items = (counts[name] ?? [:]).filter { $0.value > 0 }
            return .init(
                name,
                .array(
                    items.sorted { $0.key.order < $1.key.order }.map { stock, count in
                        [
                            "state": .string(stock.state), "amount": .integer(stock.amount),
                            "article_id": .string(String(stock.article)),
                            "count": .integer(count),
                        ]
                    }))
        }
        return success(.object(["pending", "available", "on_hold"].map(group)))
    }

    @Sendable func articles(_ call: Call) -> HTTPResponse {
        guard let state = call.query("state"), StampTerms.states.contains(state) else {
            return invalid("state must be one of the 32 codes")
        }
        return success(
            .array(
                StampTerms.articles(of: state).map { article in
                    [
                        "article_id": .integer(article.id), "article_code": .string(article.code),
                        "article_name": .string(article.name),
                    ]
                }))
    }

    /// Not in the envelope of the others.
    @Sendable func balance(_ call: Call) -> HTTPResponse {
        let spent = world.memory.use { $0.spent }
        return .json(
            200,
            [
                "success": true, "balance": .integer(max(0, Self.credits - spent)),
                "message": "Balance fetched successfully",
            ])
    }

    @Sendable func stampFile(_ call: Call) -> HTTPResponse {
        guard SignedLink(world: world).isGood(call) else {
            return .storeFault(403, "AccessDenied", "Request has expired")
        }
        guard stamp(call.parameter) != nil else {
            return .storeFault(404, "NoSuchKey", "The specified key does not exist.")
        }
        let page = "%PDF-1.4\n% An invented stamp of a sandbox.\n%%EOF\n"
        return HTTPResponse(
            status: 200, headers: ["Content-Type": "application/pdf"], body: Array(page.utf8))
    }

    private func stamp(_ id: String) -> (order: MadeOrder, stamp: Int)? {
        guard let number = world.ids.number(.stamp, of: id),
            let made = order(numbered: Int(number >> 16)),
            case let stamp = Int(number & 0xFFFF), stamp < made.order.quantity
        else { return nil }
        return (made, stamp)
    }

    private func status(of stamp: Int, in made: MadeOrder, at moment: Double) -> String {
        let chance = world.chance(made.number)
        let groups = made.order.groups(at: moment, chance: chance)
        if groups.failed.contains(stamp) { return "failed" }
        guard groups.available.contains(stamp) else { return "pending" }
        switch StampOrder.use(of: stamp, chance: chance) {
        case .none: return "available"
        case .onHold: return "on_hold"
        case .used: return "used"
        }
    }

    private func certificate(_ stamp: Int, _ made: MadeOrder) -> JSON {
        let chance = world.chance(made.number)
        let number = String(10_000_000 + chance.number(2_000_000 + stamp, below: 90_000_000))
        return [
            "certificate_number": .string("IN-\(made.terms.state)\(number)"),
            "issue_date": .string(ISOTime.day(world.clock.time(made.order.created))),
            "denomination": .integer(made.terms.amount),
        ]
    }

    private var stock: [MadeOrder] {
        let made = world.memory.use { $0.orders.values }.suffix(Self.countedOrders)
        let room = Self.countedOrders - made.count
        return made
            + (0..<min(room, world.catalogue.count(of: .stamps))).compactMap {
                order(numbered: world.catalogue.index(of: .stamps, $0))
            }
    }
}

/// What stamps of one kind have in common.
private struct Stock: Hashable {
    let state: String
    let amount: Int
    let article: Int

    init(_ terms: StampTerms) {
        (state, amount, article) = (terms.state, terms.amount, terms.article)
    }

    var order: (String, Int, Int) { (state, article, amount) }
}
