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
    public static let states: [String] = stateNames.map(\.code)

    /// The same with their names.
    public static let stateNames: [(code: String, name: String)] = [
        ("AN", "Andaman and Nicobar Islands"), ("AP", "Andhra Pradesh"),
        ("AR", "Arunachal Pradesh"), ("AS", "Assam"), ("BR", "Bihar"), ("CH", "Chandigarh"),
        ("CT", "Chhattisgarh"), ("DL", "Delhi"), ("GA", "Goa"), ("GJ", "Gujarat"),
        ("HR", "Haryana"), ("HP", "Himachal Pradesh"), ("JH", "Jharkhand"),
        ("JK", "Jammu and Kashmir"), ("KA", "Karnataka"), ("KL", "Kerala"),
        ("MH", "Maharashtra"), ("ML", "Meghalaya"), ("MN", "Manipur"),
        ("MP", "Madhya Pradesh"), ("MZ", "Mizoram"), ("OR", "Odisha"), ("PB", "Punjab"),
        ("PY", "Puducherry"), ("RJ", "Rajasthan"), ("SK", "Sikkim"), ("TG", "Telangana"),
        ("TN", "Tamil Nadu"), ("TR", "Tripura"), ("UP", "Uttar Pradesh"),
        ("UT", "Uttarakhand"), ("WB", "West Bengal"),
    ]
}
