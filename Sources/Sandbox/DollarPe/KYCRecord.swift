/// What clients did to a customer since the sandbox started.
struct KYCRecord: Sendable {
    /// Where the customer stands; nil for where the plan has it.
    var phase: Customer.Phase?
    var documentType: String?
    /// How many updates of each kind there were.
    var updates: [KYCUpdate: Int] = [:]
    /// Digests of the document's and the tax number: enough to know them again.
    var marks: Set<[UInt8]> = []
}

/// The corrections of a submission (pages "update-document-info" and so on).
enum KYCUpdate: String, CaseIterable, Sendable {
    case document = "update-document-info"
    case tax = "update-tax-info"
    case selfie = "update-selfie-info"
    case additional = "update-additional-info"

    static let limit = 3

    /// The failure that this corrects; nil for none that has a name.
    var reason: String? {
        switch self {
        case .document: "DOCUMENT_VERIFICATION_FAILED"
        case .tax: "TAX_VERIFICATION_FAILED"
        case .selfie: "SELFIE_VERIFICATION_FAILED"
        case .additional: nil
        }
    }
}
