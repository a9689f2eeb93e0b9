/// A KYC submission that passed every check, ready to be signed and sent
/// (DollarPe, add-kyc-data).
public struct KYCSubmission: Equatable, Sendable {
    /// The vendor's customer id, a UUID.
    public var customerID: String
    /// The person's name.
    public var fullName: Personal
    /// Ten digits without the country code.
    public var phone: Personal
    /// The whole address on one line.
    public var fullAddress: Personal
    /// The day of birth.
    public var dateOfBirth: CivilDate
    /// The day the person registered.
    public var registeredDate: CivilDate
    /// The PAN.
    public var taxNumber: Personal
    /// One of the customer's supported document types.
    public var documentType: String
    /// Where the document's front is.
    public var documentFrontImageURL: Personal
    /// Where the document's back is.
    public var documentBackImageURL: Personal
    /// The document's number.
    public var documentNumber: Personal
    /// Where the selfie is.
    public var selfieURL: Personal
    /// Whether the selfie was verified.
    public var selfieVerified: Bool
    /// The extra fields that the customer's configuration demands, in its order.
    public var additionalInfo: [(name: String, value: Personal)]

    /// A submission of all its fields.
    public init(
        customerID: String, fullName: Personal, phone: Personal, fullAddress: Personal,
        dateOfBirth: CivilDate, registeredDate: CivilDate, taxNumber: Personal,
        documentType: String, documentFrontImageURL: Personal, documentBackImageURL: Personal,
        documentNumber: Personal, selfieURL: Personal, selfieVerified: Bool,
        additionalInfo: [(name: String, value: Personal)]
    ) {
        self.customerID = customerID
        self.fullName = fullName
        self.phone = phone
        self.fullAddress = fullAddress
        self.dateOfBirth = dateOfBirth
        self.registeredDate = registeredDate
        self.taxNumber = taxNumber
        self.documentType = documentType
        self.documentFrontImageURL = documentFrontImageURL
        self.documentBackImageURL = documentBackImageURL
        self.documentNumber = documentNumber
        self.selfieURL = selfieURL
        self.selfieVerified = selfieVerified
        self.additionalInfo = additionalInfo
    }

    /// Equal when every field is.
    public static func == (left: KYCSubmission, right: KYCSubmission) -> Bool {
        left.customerID == right.customerID && left.fullName == right.fullName
            && left.phone == right.phone && left.fullAddress == right.fullAddress
            && left.dateOfBirth == right.dateOfBirth
            && left.registeredDate == right.registeredDate && left.taxNumber == right.taxNumber
            && left.documentType == right.documentType
            && left.documentFrontImageURL == right.documentFrontImageURL
            && left.documentBackImageURL == right.documentBackImageURL
            && left.documentNumber == right.documentNumber && left.selfieURL == right.selfieURL
            && left.selfieVerified == right.selfieVerified
            && left.additionalInfo.elementsEqual(right.additionalInfo, by: ==)
    }
}
