import Domain
import JSON

extension Snapshot {
    /// A customer as `GET /customer/{id}` describes it; nil without a status.
    init?(dollarPeCustomer data: JSON) {
        guard let status = data["status"]?.string else { return nil }
        var facts = FactReader()
        facts.addMasked("full_name", in: data)
        facts.addMasked("email", in: data)
        facts.addMasked("phone", in: data)
        facts.add("country", in: data)
        facts.add("type", in: data)
        facts.add("client_reference_id", in: data)
        facts.add("document_type", in: data)
        facts.add("non_residence_status", in: data)
        facts.add("residence_alpha_3_country_code", in: data)
        facts.add("is_edd_verified", in: data)
        self.init(
            state: WorkState(dollarPe: status), vendorState: VendorText.plain(status),
            failureReason: data["failure_reason"]?.string.map { VendorText.safe($0) },
            facts: facts.facts)
    }
}

extension WorkState {
    fileprivate init(dollarPe word: String) {
        switch word.uppercased() {
        case "UNVERIFIED": self = .pending
        case "PROCESSING": self = .inProgress
        case "VERIFIED": self = .completed
        case "FAILED": self = .failed
        default: self = .unknown
        }
    }
}
