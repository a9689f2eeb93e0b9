import Cryptography
import HTTP
import JSON

/// The pages below "kyc": configuration, submission, the four updates, reset and mock status.
extension DollarPeAPI {
    @Sendable func configuration(_ call: Call) -> HTTPResponse {
        guard let found = find(call.parameter) else { return notFound }
        return success(KYCConfiguration(customer: found.number).json)
    }

    @Sendable func addKYCData(_ call: Call) -> HTTPResponse {
        guard let json = call.json else { return fault("detail", "JSON parse error") }
        let body = KYCBody(json: json, faults: world.faults)
        guard let id = json["customer_id"]?.string else {
            return fault([("customer_id", KYCBody.required)] + body.submission(nil))
        }
        guard let found = find(id) else { return notFound }
        let faults = body.submission(KYCConfiguration(customer: found.number))
        guard faults.isEmpty else { return fault(faults) }
        let moment = world.clock.moment(call.now)
        let refusal = change(found, at: moment) { record, status, _ in
            guard status == "UNVERIFIED" else { return "KYC already exists" }
            record.phase = found.customer.phase(submittedAt: moment)
            record.documentType = body.documentType
            record.marks = marks(of: body)
            return nil
        }
        if let refusal { return fault("kyc", refusal) }
        let switches = world.faults
        // Of a KYC record, not of the customer: the page leaves open which it is.
        let isCustomer = switches.has(.dollarpeIdCustomer) || switches.has(.dollarpeCustomerIdKey)
        let record = JSON.string(world.ids.id(.kycRecord, UInt64(found.number)))
        return success(
            .object([
                .init(
                    switches.has(.dollarpeCustomerIdKey) ? "customer_id" : "id",
                    isCustomer ? .string(id) : record),
                .init("status", "PROCESSING"), .init("failure_reason", nil),
            ]))
    }

    func update(_ call: Call, _ kind: KYCUpdate) -> HTTPResponse {
        guard let json = call.json else { return fault("detail", "JSON parse error") }
        guard let id = json["customer_id"]?.string else {
            return fault("customer_id", KYCBody.required)
        }
        guard let found = find(id) else { return notFound }
        let body = KYCBody(json: json, faults: world.faults)
        let faults = body.update(kind, KYCConfiguration(customer: found.number))
        guard faults.isEmpty else { return fault(faults) }
        let moment = world.clock.moment(call.now)
        let refusal = change(found, at: moment) { record, status, reason in
            guard ["PROCESSING", "FAILED"].contains(status) else {
                return status == "VERIFIED" ? "KYC already verified" : "KYC not found"
            }
            let count =
                world.faults.has(.dollarpeLimitsApart)
                ? record.updates[kind, default: 0] : record.updates.values.reduce(0, +)
            guard count < KYCUpdate.limit else {
                return kind == .selfie ? "Kyc update limit exceeded" : "Limit exceeded"
            }
            record.updates[kind, default: 0] += 1
            record.phase = found.customer.phase(
                correctedAt: moment, by: kind, after: reason)
            if kind == .document { record.documentType = body.documentType }
            record.marks.formUnion(marks(of: body))
            return nil
        }
        if let refusal { return fault("kyc", refusal) }
        return success(changed(found, kind))
    }

    @Sendable func reset(_ call: Call) -> HTTPResponse {
        guard let json = call.json else { return fault("detail", "JSON parse error") }
        guard let id = json["customer_id"]?.string else {
            return fault("customer_id", KYCBody.required)
        }
        guard let found = find(id) else { return notFound }
        let refusal = change(found, at: world.clock.moment(call.now)) { record, status, _ in
            guard status == "VERIFIED" else { return "KYC is not verified" }
            unverify(&record)
            return nil
        }
        if let refusal { return fault("kyc", refusal) }
        return success(["id": .string(id), "status": "UNVERIFIED"])
    }

    /// The vendor's own control of its sandbox, and this one's.
    @Sendable func mock(_ call: Call) -> HTTPResponse {
        guard let json = call.json else { return fault("detail", "JSON parse error") }
        let missing = ["customer_id", "kyc_status"].filter { json[$0]?.string == nil }
        guard missing.isEmpty, let id = json["customer_id"]?.string,
            let wanted = json["kyc_status"]?.string
        else { return fault(missing.map { ($0, KYCBody.required) }) }
        guard let found = find(id) else { return notFound }
        let moment = world.clock.moment(call.now)
        let refusal = change(found, at: moment) { record, status, _ in
            let allowed =
                switch status {
                case "FAILED", "VERIFIED": ["UNVERIFIED"]
                case "PROCESSING":
                    [
                        "TAX_VERIFICATION_FAILED", "DOCUMENT_VERIFICATION_FAILED", "VERIFIED",
                        "UNVERIFIED",
                    ]
                default: [String]()
                }
            guard allowed.contains(wanted) else {
                return "Invalid transition from \(status)"
            }
            switch wanted {
            case "UNVERIFIED": unverify(&record)
            case "VERIFIED": record.phase = .processing(until: moment, outcome: .verified)
            default: record.phase = .processing(until: moment, outcome: .failed(wanted))
            }
            return nil
        }
        if let refusal { return fault("kyc_status", refusal) }
        return success(["customer_id": .string(id), "kyc_status": .string(wanted)])
    }

    // MARK: Changes

    /// Changes a customer's record in one step; gives the vendor's text when it is refused.
    private func change(
        _ found: Found, at moment: Double,
        _ change: (inout KYCRecord, _ status: String, _ reason: String?) -> String?
    ) -> String? {
        world.memory.use { state in
            var record = state.kyc[found.number] ?? KYCRecord()
            let (status, reason) = found.customer.status(at: moment, phase: record.phase)
            if let refusal = change(&record, status, reason) { return refusal }
            let isForeign = record.marks.contains {
                state.marks[$0].map { $0 != found.number } ?? false
            }
            guard !isForeign else { return "KYC already in use" }
            state.keep(record, of: found.number)
            return nil
        }
    }

    private func unverify(_ record: inout KYCRecord) {
        record.phase = .unverified
        record.documentType = nil
        record.marks = []
        if !world.faults.has(.dollarpeResetKeepsLimit) { record.updates = [:] }
    }

    /// The samples say UNVERIFIED for three of the updates though a check runs.
    private func changed(_ found: Found, _ kind: KYCUpdate) -> JSON {
        let id = JSON.string(world.ids.id(.kyc, UInt64(found.number)))
        return kind == .selfie || world.faults.has(.dollarpeUpdateProcessing)
            ? ["id": id, "status": "PROCESSING", "failure_reason": nil]
            : ["id": id, "status": "UNVERIFIED"]
    }

    /// Digests, so that no submitted number is kept.
    private func marks(of body: KYCBody) -> Set<[UInt8]> {
        var numbers: [String] = []
        if let number = body.documentNumber {
            numbers.append("\(body.documentType ?? "")|\(number)")
        }
        if let number = body.taxNumber, !number.isEmpty { numbers.append("PAN|\(number)") }
        return Set(
            numbers.map {
                SHA256.digest(Array("\(world.configuration.seed)|\($0)".utf8))
            })
    }
}
