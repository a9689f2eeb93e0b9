/// One e-stamp as the vendor describes it (Surepass, order-status).
public struct Stamp: Equatable, Sendable {
    /// The vendor's id, `stamp_v2_…`.
    public var id: String
    /// The vendor's word, such as `available`, `on_hold` or `used`.
    public var status: String
    /// Whether it is held back.
    public var isOnHold: Bool?
    /// When it was made, as the vendor wrote it: without a time zone.
    public var createdAt: String?
    /// The state's two letters.
    public var state: String?
    /// The article's number as text.
    public var articleID: String?
    /// The duty in whole rupees.
    public var amount: Int?
    /// The certificates.
    public var certificates: [Certificate]
    /// Whether the vendor has a document of it now; its link is never kept.
    public var hasDocument: Bool

    /// A stamp.
    public init(
        id: String, status: String, isOnHold: Bool? = nil, createdAt: String? = nil,
        state: String? = nil, articleID: String? = nil, amount: Int? = nil,
        certificates: [Certificate] = [], hasDocument: Bool = false
    ) {
        self.id = id
        self.status = status
        self.isOnHold = isOnHold
        self.createdAt = createdAt
        self.state = state
        self.articleID = articleID
        self.amount = amount
        self.certificates = certificates
        self.hasDocument = hasDocument
    }

    /// One certificate of a stamp.
    public struct Certificate: Equatable, Sendable {
        /// Its number.
        public var number: String
        /// The day it was issued, `YYYY-MM-DD` as the vendor wrote it.
        public var issueDate: String?
        /// Its worth in whole rupees.
        public var denomination: Int?

        /// A certificate.
        public init(number: String, issueDate: String?, denomination: Int?) {
            self.number = number
            self.issueDate = issueDate
            self.denomination = denomination
        }
    }
}
