/// A customer as the vendor describes it (DollarPe, customer).
public struct Customer: Equatable, Sendable {
    /// The customer.
    public var key: ItemKey
    /// The person's name.
    public var fullName: Personal?
    /// The caller's own reference.
    public var clientReferenceID: String?
    /// How the KYC stands, with the remaining fields masked.
    public var snapshot: Snapshot

    /// A customer.
    public init(
        key: ItemKey, fullName: Personal?, clientReferenceID: String?, snapshot: Snapshot
    ) {
        self.key = key
        self.fullName = fullName
        self.clientReferenceID = clientReferenceID
        self.snapshot = snapshot
    }
}
