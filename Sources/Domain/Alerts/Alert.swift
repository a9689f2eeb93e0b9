/// Something that needs somebody: raised once, at the moment it begins.
public struct Alert: Hashable, Sendable {
    /// What it is about.
    public var subject: Subject
    /// What happened.
    public var cause: Cause
    /// When it was noticed.
    public var at: Timestamp

    /// An alert.
    public init(_ subject: Subject, _ cause: Cause, at moment: Timestamp) {
        self.subject = subject
        self.cause = cause
        at = moment
    }

    /// What an alert can be about.
    public enum Subject: Hashable, Sendable {
        case item(ItemKey)
        case vendor(Vendor)
    }

    /// What can happen; the raw value is the word in files.
    public enum Cause: String, CaseIterable, Hashable, Sendable {
        /// The vendor says that the work failed.
        case failed
        /// The work has passed the vendor's own limit.
        case overdue
        /// No number and no word has changed for too long.
        case stuck
        /// More of the records fail than the operator allows.
        case failureRate = "failure_rate"
        /// A vendor refuses the credentials.
        case refused
        /// A vendor gives no usable answer.
        case unreachable

        /// What happened, as the end of a sentence.
        public var words: String {
            switch self {
            case .failed: "failed"
            case .overdue: "is overdue"
            case .stuck: "is stuck"
            case .failureRate: "has too many failed records"
            case .refused: "refuses the credentials"
            case .unreachable: "gives no usable answer"
            }
        }
    }

    /// The item it is about, if it is about one.
    public var key: ItemKey? {
        if case .item(let key) = subject { key } else { nil }
    }

    /// Whom it is about, without a label, which may be a person's name: `Reap batch f208a887`.
    public var anonymousName: String {
        switch subject {
        case .vendor(let vendor): vendor.title
        case .item(let key):
            switch key.kind {
            case .reap: "Reap batch \(key.shortID)"
            case .deepvue: "Deepvue verification \(key.shortID)"
            case .stamps: "Surepass order \(key.shortID)"
            case .report: "Surepass report \(key.shortID)"
            case .kyc: "DollarPe customer \(key.shortID)"
            }
        }
    }

    /// One sentence without any personal data, for whoever reads it elsewhere.
    public var sentence: String { "\(anonymousName) \(cause.words)" }

    /// What the activity record says once somebody acknowledged it.
    public var acknowledgement: String { "alert acknowledged: \(sentence)" }
}
