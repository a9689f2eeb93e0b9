/// What one check of an item said: its outcome, not the vendor's answer as such.
public struct CheckRecord: Equatable, Sendable {
    /// The check's number among all of the item's.
    public var number: Int
    /// How the item stood, and why the check failed if it did.
    public var point: HistoryPoint
    /// The HTTP status of a failure; nil when no answer came, and for a success.
    public var httpStatus: Int?
    /// The vendor's own code of a failure.
    public var code: String?
    /// One sentence on a failure.
    public var message: String?

    /// A check.
    public init(
        number: Int, point: HistoryPoint, httpStatus: Int? = nil, code: String? = nil,
        message: String? = nil
    ) {
        self.number = number
        self.point = point
        self.httpStatus = httpStatus
        self.code = code
        self.message = message
    }
}
