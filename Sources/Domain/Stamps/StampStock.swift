/// The stamps of an account by what can be done with them (Surepass, stats).
public struct StampStock: Equatable, Sendable {
    /// Still being made.
    public var pending: [Holding]
    /// Ready for use.
    public var available: [Holding]
    /// Held back.
    public var onHold: [Holding]

    /// A stock.
    public init(pending: [Holding], available: [Holding], onHold: [Holding]) {
        self.pending = pending
        self.available = available
        self.onHold = onHold
    }

    /// Stamps of one sort.
    public struct Holding: Equatable, Sendable {
        /// The state's two letters.
        public var state: String
        /// The article's number as text, to compare with an order's or a list's.
        public var articleID: String
        /// The duty in whole rupees.
        public var amount: Int?
        /// How many.
        public var count: Int

        /// A holding.
        public init(state: String, articleID: String, amount: Int?, count: Int) {
            self.state = state
            self.articleID = articleID
            self.amount = amount
            self.count = count
        }
    }
}
