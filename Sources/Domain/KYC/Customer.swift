/// A customer as the vendor describes it (DollarPe, customer).
public struct Customer: Equatable, Sendable {
    /// The customer.
    public var key: ItemKey
    /// The person's name.
    public var fullName: Personal?
    /// The address for mail.
    public var email: Personal?
    /// The number with its country code.
    public var phone: Personal?
    /// The caller's own reference.
    public var clientReferenceID: String?
    /// How the KYC stands, with the remaining fields masked.
    public var snapshot: Snapshot

    /// A customer.
    public init(
        key: ItemKey, fullName: Personal?, email: Personal? = nil, phone: Personal? = nil,
        clientReferenceID: String?, snapshot: Snapshot
    ) {
        self.key = key
        self.fullName = fullName
        self.email = email
        self.phone = phone
        self.clientReferenceID = clientReferenceID
        self.snapshot = snapshot
    }

    /// The datum that the snapshot masks under this name of the vendor's.
    public func personal(_ name: String) -> Personal? {
        switch name {
        case "full_name": fullName
        case "email": email
        case "phone": phone
        default: nil
        }
    }
}
