/// An order of e-stamps to be made (Surepass, bulk order estamp).
public struct StampOrderRequest: Equatable, Sendable {
    /// The first party.
    public var firstParty: Personal
    /// The second party in general words, such as "Borrower", so that the paper can be reused.
    public var secondParty: String
    /// The state's two letters as the vendor spells them.
    public var state: String
    /// The article's number.
    public var articleID: Int
    /// The duty in whole rupees.
    public var amount: Int
    /// The consideration in whole rupees.
    public var considerationAmount: Int
    /// How many stamps.
    public var quantity: Int
    /// What they are for.
    public var description: String
    /// The first party's address.
    public var firstPartyAddress: Personal?
    /// The name of the first party's father.
    public var firstPartyFatherName: Personal?
    /// Where to send paper.
    public var courierAddress: Personal?

    /// An order.
    public init(
        firstParty: Personal, secondParty: String, state: String, articleID: Int, amount: Int,
        considerationAmount: Int, quantity: Int, description: String,
        firstPartyAddress: Personal? = nil, firstPartyFatherName: Personal? = nil,
        courierAddress: Personal? = nil
    ) {
        self.firstParty = firstParty
        self.secondParty = secondParty
        self.state = state
        self.articleID = articleID
        self.amount = amount
        self.considerationAmount = considerationAmount
        self.quantity = quantity
        self.description = description
        self.firstPartyAddress = firstPartyAddress
        self.firstPartyFatherName = firstPartyFatherName
        self.courierAddress = courierAddress
    }

    /// The states that the vendor sells stamps of, in its spelling, which for some is an older one
    /// (CT, OR, TG, UT).
    public static let states: [String] =
        """
        AN AP AR AS BR CH CT DL GA GJ HR HP JH JK KA KL MH ML MN MP MZ OR PB PY RJ SK TG TN TR UP \
        UT WB
        """.split(separator: " ").map(String.init)
}
