public import Domain
public import TerminalUI

/// Stands where the KYC form goes.
public struct KYCForm: Equatable, Sendable {
    private var customers: [Customer]
    private var selected: String?

    /// A form for one of these customers.
    public init(customers: [Customer], selected: String?, today: CivilDate, glyphs: Glyphs) {
        self.customers = customers
        self.selected = selected
    }

    /// Takes what the operator did.
    public mutating func handle(_ input: InputEvent, in rect: Rect? = nil) -> Outcome {
        if let customer = selected {
            selected = nil
            return .loadRequirements(customer: customer)
        }
        return input == .key(.escape) ? .close : .stay
    }

    /// Takes what the vendor demands.
    public mutating func take(
        requirements: Result<KYCRequirements, CheckFailure>, for customer: String
    ) {}

    /// Takes what became of a submission.
    public mutating func take(answer: SubmissionAnswer, for customer: String) {}

    /// Draws it.
    public func draw(into frame: inout Frame, in area: Rect, theme: Theme) {}

    /// Whether a submission is under way.
    public var isSending: Bool { false }

    /// The keys that work now.
    public var hints: [(key: String, label: String)] { [("Esc", "close")] }

    /// What the form wants.
    public enum Outcome: Equatable, Sendable {
        case stay
        case close
        case loadRequirements(customer: String)
        case submit(KYCSubmission)
    }

    /// Somebody to submit KYC for.
    public struct Customer: Equatable, Sendable {
        /// The vendor's id.
        public var id: String
        /// What the operator calls them.
        public var name: String
        /// The vendor's word.
        public var status: String

        /// A customer.
        public init(id: String, name: String, status: String) {
            self.id = id
            self.name = name
            self.status = status
        }
    }
}
