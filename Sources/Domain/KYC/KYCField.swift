/// One field of a KYC submission; the raw value is the vendor's own name of it
/// (DollarPe, add-kyc-data).
public enum KYCField: Hashable, Sendable, RawRepresentable {
    case customerID
    case fullName
    case phone
    case fullAddress
    case dateOfBirth
    case registeredDate
    case taxNumber
    case documentType
    case documentFrontImageURL
    case documentBackImageURL
    case documentNumber
    case selfieURL
    case selfieVerificationStatus
    /// An extra field that the customer's configuration names.
    case additional(String)

    /// The fields of every submission in the vendor's order.
    public static let standard: [KYCField] = [
        .customerID, .fullName, .phone, .fullAddress, .dateOfBirth, .registeredDate, .taxNumber,
        .documentType, .documentFrontImageURL, .documentBackImageURL, .documentNumber, .selfieURL,
        .selfieVerificationStatus,
    ]

    /// The field of a vendor's name, such as `full_name` or `additional_info.profession`; nil for
    /// a name that the vendor does not have.
    public init?(rawValue: String) {
        if let field = Self.standard.first(where: { $0.rawValue == rawValue }) {
            self = field
        } else if rawValue.hasPrefix(Self.additionalPrefix) {
            self = .additional(String(rawValue.dropFirst(Self.additionalPrefix.count)))
        } else {
            return nil
        }
    }

    /// The vendor's name of the field as it is in the body.
    public var rawValue: String {
        switch self {
        case .customerID: "customer_id"
        case .fullName: "full_name"
        case .phone: "phone"
        case .fullAddress: "full_address"
        case .dateOfBirth: "dob"
        case .registeredDate: "registered_date"
        case .taxNumber: "tax_number"
        case .documentType: "document_type"
        case .documentFrontImageURL: "document_front_image_url"
        case .documentBackImageURL: "document_back_image_url"
        case .documentNumber: "document_number"
        case .selfieURL: "selfie_url"
        case .selfieVerificationStatus: "selfie_verification_status"
        case .additional(let name): Self.additionalPrefix + name
        }
    }

    /// The name to show: with the object the field is inside of, and without what no terminal
    /// should get.
    public var name: String {
        switch self {
        case .documentNumber: "document_details.document_number"
        case .additional: rawValue.printable
        default: rawValue
        }
    }

    /// What a value looks like, in a few words that follow "wanted:".
    public var form: String {
        switch self {
        case .customerID: "a customer UUID"
        case .fullName: "the name as on the PAN"
        case .phone: "10 digits"
        case .fullAddress: "the whole address on one line"
        case .dateOfBirth, .registeredDate: "DD-MM-YYYY"
        case .taxNumber: "a personal PAN, AAAPA9999A"
        case .documentType: "one of the customer's document types"
        case .documentFrontImageURL, .documentBackImageURL: "https link to JPG, JPEG, PNG or PDF"
        case .documentNumber: "the document's number"
        case .selfieURL: "https link to JPG, JPEG or PNG"
        case .selfieVerificationStatus: "true or false"
        case .additional: "text"
        }
    }

    private static let additionalPrefix = "additional_info."
}
