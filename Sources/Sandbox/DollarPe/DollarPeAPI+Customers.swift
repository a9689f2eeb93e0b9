import HTTP
import JSON

/// The pages "Create customer", "List customers" and "Get customer".
extension DollarPeAPI {
    private static let pageSize = 20
    private static let largestPage = 100

    @Sendable func create(_ call: Call) -> HTTPResponse {
        guard let json = call.json else { return fault("detail", "JSON parse error") }
        let faults = KYCBody(json: json, faults: world.faults).person
        guard faults.isEmpty else { return fault(faults) }
        let person = Person(json)
        let result: (number: Int, fault: KYCBody.Fault?) = world.memory.use { state in
            for (name, field, text) in person.unique
            where state.names[name] != nil || isTaken(name) {
                return (0, (field, text))
            }
            let number = state.number()
            for forgotten in state.customers.set(person, for: number) {
                for unique in forgotten.unique { state.names[unique.name] = nil }
            }
            for unique in person.unique { state.names[unique.name] = number }
            return (number, nil)
        }
        if let taken = result.fault { return fault([taken]) }
        guard let found = find(numbered: result.number) else { return notFound }
        return success(
            .object(members(of: found, at: call.now, hasDocument: true).prefix(10).map { $0 }))
    }

    @Sendable func customer(_ call: Call) -> HTTPResponse {
        guard let found = find(call.parameter) else { return notFound }
        if let refusal = Throttle(world: world).customer(found.number, call) { return refusal }
        return success(.object(members(of: found, at: call.now, hasDocument: true)))
    }

    @Sendable func list(_ call: Call) -> HTTPResponse {
        let size = min(
            max(Int(call.query("page_size") ?? "") ?? Self.pageSize, 1), Self.largestPage)
        let planned = world.catalogue.count(of: .kyc)
        let made = world.memory.use { $0.customers.keys }
        let count = planned + made.count
        let pages = max(1, (count + size - 1) / size)
        guard let page = Int(call.query("page") ?? "1"), (1...pages).contains(page) else {
            return envelope(404, "Not Found", errors: [("detail", "Invalid page.")])
        }
        let results = ((page - 1) * size..<min(page * size, count)).compactMap { place in
            find(
                numbered: place < planned
                    ? world.catalogue.index(of: .kyc, place) : made[place - planned])
        }
        let host = world.faults.has(.dollarpeForeignNext) ? "elsewhere.example" : call.host
        func link(_ page: Int) -> JSON {
            guard (1...pages).contains(page) else { return nil }
            return .string(
                "http://\(host)\(Self.root)/customer/list?page=\(page)&page_size=\(size)")
        }
        return success([
            "count": .integer(count), "next": link(page + 1), "previous": link(page - 1),
            "results": .array(
                results.map { .object(members(of: $0, at: call.now, hasDocument: false)) }),
        ])
    }

    /// Whether a customer of the catalogue has such a name.
    private func isTaken(_ name: String) -> Bool {
        Person.place(ofName: name).flatMap { world.catalogue.plan(.kyc, at: $0) } != nil
    }

    private func members(of found: Found, at now: Int64, hasDocument: Bool) -> [JSON.Member] {
        let record = world.memory.use { $0.kyc[found.number] }
        let (status, reason) = found.customer.status(
            at: world.clock.moment(now), phase: record?.phase)
        let person = found.person
        var members: [JSON.Member] = [
            .init("id", .string(world.ids.id(.kyc, UInt64(found.number)))),
            .init("status", .string(status)), .init("failure_reason", JSON(reason)),
            .init("full_name", .string(person.fullName)), .init("email", .string(person.email)),
            .init("phone", JSON(person.phone)), .init("country", .string(person.country)),
            .init("client_reference_id", JSON(person.reference)), .init("type", "INDIVIDUAL"),
        ]
        if world.faults.has(.dollarpeEdd) {
            return members + [.init("is_edd_verified", false)]
        }
        if hasDocument {
            let isNew = status == "UNVERIFIED"
            members.append(
                .init("document_type", isNew ? nil : .string(record?.documentType ?? "AADHAAR")))
        }
        return members + [
            .init("non_residence_status", .bool(person.isNonResident)),
            .init("residence_alpha_3_country_code", JSON(person.residence)),
        ]
    }
}
