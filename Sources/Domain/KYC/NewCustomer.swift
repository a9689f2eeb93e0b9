/// A customer to be made (DollarPe, customer/create).
public struct NewCustomer: Equatable, Sendable {
    /// The person's name.
    public var fullName: Personal
    /// The mail address.
    public var email: Personal
    /// Ten digits without the country code.
    public var phone: Personal?
    /// The country's three letters, such as `IND`.
    public var country: String
    /// The caller's own reference.
    public var clientReferenceID: String?
    /// Whether the person lives abroad.
    public var isNonResident: Bool?
    /// The three letters of the country of residence.
    public var residenceCountry: String?

    /// A customer.
    public init(
        fullName: Personal, email: Personal, phone: Personal?, country: String,
        clientReferenceID: String? = nil, isNonResident: Bool? = nil,
        residenceCountry: String? = nil
    ) {
        self.fullName = fullName
        self.email = email
        self.phone = phone
        self.country = country
        self.clientReferenceID = clientReferenceID
        self.isNonResident = isNonResident
        self.residenceCountry = residenceCountry
    }
}
