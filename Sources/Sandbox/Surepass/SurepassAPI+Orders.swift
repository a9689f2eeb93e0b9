import HTTP
import JSON

/// The pages "Bulk Order Estamp", "Bulk Stamp Orders List" and "Bulk Stamp Order Summary".
extension SurepassAPI {
    /// More stamps in one order are refused: each is a line of the summary.
    private static let quantityLimit = 10_000
    private static let pageSize = 10
    /// The day of the list's dates is taken to be India's.
    private static let indianOffset: Int64 = 19_800_000

    @Sendable func create(_ call: Call) -> HTTPResponse {
        guard let json = call.json else { return invalid("the body is no JSON object") }
        let terms: StampTerms
        let quantity: Int
        do throws(StampTermsFault) {
            terms = try StampTerms(json, isDelhiOnly: world.faults.has(.surepassDlOnly))
            quantity = try StampTerms.number(json, "quantity", from: 1)
        } catch {
            return invalid(error.message)
        }
        guard quantity <= Self.quantityLimit else {
            return invalid("quantity must be at most \(Self.quantityLimit)")
        }
        let made = world.memory.use { state in
            let number = state.number()
            let chance = world.chance(number)
            let made = MadeOrder(
                number: number,
                order: StampOrder(
                    quantity: quantity, failed: quantity / 40,
                    created: world.clock.moment(call.now),
                    length: 600 + Double(quantity) * (1 + 4 * chance.fraction(1))),
                terms: terms)
            state.orders.set(made, for: number)
            state.spent += quantity * terms.amount
            return made
        }
        return success(answer(made))
    }

    @Sendable func list(_ call: Call) -> HTTPResponse {
        guard let json = call.json else { return invalid("the body is no JSON object") }
        guard let start = json["start_date"]?.string, let end = json["end_date"]?.string,
            isDay(start), isDay(end), start <= end
        else { return invalid("start_date and end_date must be dates as YYYY-MM-DD") }
        let page = json["page"] ?? 1
        guard case .integer(let page) = page, page >= 1 else {
            return invalid("page must be an integer of at least 1")
        }
        let found = orders(from: start, to: end)
        let pages = max(1, (found.count + Self.pageSize - 1) / Self.pageSize)
        let shown = world.faults.has(.surepassListRepeats) ? min(page, pages) : page
        let place = min(shown - 1, pages) * Self.pageSize
        var data: [JSON.Member] = [
            .init("start_date", .string(start)), .init("end_date", .string(end)),
            .init(
                "stamps",
                .array(
                    found.dropFirst(place).prefix(Self.pageSize).compactMap { number in
                        order(numbered: number).map(answer)
                    })),
        ]
        if !world.faults.has(.surepassNoPagination) {
            data.append(
                .init(
                    "pagination",
                    [
                        "page": .integer(page), "per_page": .integer(Self.pageSize),
                        "total": .integer(found.count), "total_pages": .integer(pages),
                    ]))
        }
        return success(.object(data))
    }

    @Sendable func summary(_ call: Call) -> HTTPResponse {
        guard let id = call.json?["client_id"]?.string else { return invalid() }
        guard let made = order(id) else { return unknown }
        let chance = world.chance(made.number)
        var groups = made.order.groups(at: world.clock.moment(call.now), chance: chance)
        if world.faults.has(.surepassUsedLeave) {
            groups.available.removeAll { StampOrder.use(of: $0, chance: chance) != .none }
        }
        func group(_ stamps: [Int]) -> JSON {
            [
                "count": .integer(stamps.count),
                "stamps": .array(stamps.map { .string(stampID($0, of: made.number)) }),
            ]
        }
        return success([
            "client_id": .string(id),
            "quantity": .integer(made.order.quantity),
            "summary": [
                "pending": group(groups.pending),
                "available": group(groups.available),
                "failed": group(groups.failed),
            ],
        ])
    }

    // MARK: What there is

    func order(_ id: String) -> MadeOrder? {
        world.ids.number(.stamps, of: id).flatMap { order(numbered: Int($0)) }
    }

    func order(numbered number: Int) -> MadeOrder? {
        if let made = world.memory.use({ $0.orders[number] }) { return made }
        guard case .stamps(let order)? = world.catalogue.plan(.stamps, at: number) else {
            return nil
        }
        return MadeOrder(
            number: number, order: order, terms: StampTerms(chance: world.chance(number)))
    }

    func stampID(_ stamp: Int, of order: Int) -> String {
        world.ids.id(.stamp, UInt64(order) << 16 | UInt64(stamp))
    }

    /// The numbers of the orders of those days, the client's own last.
    private func orders(from start: String, to end: String) -> [Int] {
        func isWanted(_ created: Double) -> Bool {
            let day = ISOTime.day(local(created))
            return start <= day && day <= end
        }
        let planned = (0..<world.catalogue.count(of: .stamps)).lazy
            .map { world.catalogue.index(of: .stamps, $0) }
            .filter { number in
                guard case .stamps(let order)? = world.catalogue.plan(.stamps, at: number) else {
                    return false
                }
                return isWanted(order.created)
            }
        let made = world.memory.use { $0.orders.values }
        return Array(planned) + made.filter { isWanted($0.order.created) }.map(\.number)
    }

    private func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [4, 2, 2]
            && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
            && (1...12).contains(Int(parts[1]) ?? 0) && (1...31).contains(Int(parts[2]) ?? 0)
    }

    // MARK: Their answers

    /// `created_at` as the vendor writes it: no zone, and no page says which is meant.
    func created(_ order: MadeOrder) -> JSON {
        .string(ISOTime.withoutZone(local(order.order.created)))
    }

    private func local(_ moment: Double) -> Int64 {
        world.clock.time(moment) + (world.faults.has(.surepassUtc) ? 0 : Self.indianOffset)
    }

    private func answer(_ made: MadeOrder) -> JSON {
        var members: [JSON.Member] = [
            .init("client_id", .string(world.ids.id(.stamps, UInt64(made.number)))),
            .init("created_at", created(made)),
        ]
        members += made.terms.members
        members.append(.init("quantity", .integer(made.order.quantity)))
        if let text = made.terms.description { members.append(.init("description", .string(text))) }
        return .object(members + made.terms.more)
    }
}
