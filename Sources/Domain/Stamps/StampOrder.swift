/// An order of e-stamps as the vendor lists it; how far it is, its summary tells.
public struct StampOrder: Equatable, Sendable {
    /// The order.
    public var key: ItemKey
    /// When it was made, as the vendor wrote it: without a time zone.
    public var createdAt: String?
    /// The state's two letters.
    public var state: String?
    /// The article's number as text, however the vendor writes it.
    public var articleID: String?
    /// The duty in whole rupees.
    public var amount: Int?
    /// The consideration in whole rupees.
    public var considerationAmount: Int?
    /// How many stamps.
    public var quantity: Int?
    /// The first party.
    public var firstParty: Personal?
    /// The second party.
    public var secondParty: String?

    /// An order of which more may be known.
    public init(
        key: ItemKey, createdAt: String? = nil, state: String? = nil, articleID: String? = nil,
        amount: Int? = nil, considerationAmount: Int? = nil, quantity: Int? = nil,
        firstParty: Personal? = nil, secondParty: String? = nil
    ) {
        self.key = key
        self.createdAt = createdAt
        self.state = state
        self.articleID = articleID
        self.amount = amount
        self.considerationAmount = considerationAmount
        self.quantity = quantity
        self.firstParty = firstParty
        self.secondParty = secondParty
    }
}
