/// A correction of one part of a customer's KYC; the vendor takes three a customer at most
/// (DollarPe, kyc/update-…).
public enum KYCUpdate: Equatable, Sendable {
    /// The document and the address on it.
    case document(Document)
    /// The PAN.
    case taxNumber(Personal)
    /// Where the new selfie is.
    case selfieURL(Personal)
    /// The extra fields that the customer's configuration demands, in its order.
    case additionalInfo([AdditionalValue])

    /// A document in place of the submitted one.
    public struct Document: Equatable, Sendable {
        /// The whole address on one line.
        public var fullAddress: Personal
        /// One of the customer's supported document types.
        public var type: String
        /// Where the document's front is.
        public var frontImageURL: Personal
        /// Where the document's back is.
        public var backImageURL: Personal
        /// The document's number.
        public var number: Personal

        /// A document.
        public init(
            fullAddress: Personal, type: String, frontImageURL: Personal, backImageURL: Personal,
            number: Personal
        ) {
            self.fullAddress = fullAddress
            self.type = type
            self.frontImageURL = frontImageURL
            self.backImageURL = backImageURL
            self.number = number
        }
    }

    /// Which part of a KYC is corrected.
    public enum Part: String, CaseIterable, Sendable {
        case document
        case taxNumber = "tax_number"
        case selfie
        case additionalInfo = "additional_info"

        /// The fields that the correction holds beside the customer; those of the additional
        /// information are what the customer's configuration names.
        public var fields: [KYCField] {
            switch self {
            case .document:
                [
                    .fullAddress, .documentType, .documentFrontImageURL, .documentBackImageURL,
                    .documentNumber,
                ]
            case .taxNumber: [.taxNumber]
            case .selfie: [.selfieURL]
            case .additionalInfo: []
            }
        }

        /// The part that mends a vendor's reason of failure; nil when none is known to.
        public init?(mending reason: String?) {
            switch reason {
            case "DOCUMENT_VERIFICATION_FAILED": self = .document
            case "TAX_VERIFICATION_FAILED": self = .taxNumber
            case "SELFIE_VERIFICATION_FAILED": self = .selfie
            default: return nil
            }
        }
    }

    /// How many corrections the vendor takes of one customer (DollarPe, kyc/update-…).
    public static let limit = 3

    /// Which part this corrects.
    public var part: Part {
        switch self {
        case .document: .document
        case .taxNumber: .taxNumber
        case .selfieURL: .selfie
        case .additionalInfo: .additionalInfo
        }
    }

    /// The value of one extra field.
    public struct AdditionalValue: Equatable, Sendable {
        /// The vendor's name of the field.
        public var name: String
        /// The value.
        public var value: Personal

        /// A value.
        public init(name: String, value: Personal) {
            self.name = name
            self.value = value
        }
    }
}
