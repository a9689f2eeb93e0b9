public import Domain
public import TerminalUI

/// The form for one KYC submission: fill in, review masked, send once, read the answer.
///
/// A value that holds all of its state: input goes in, an outcome comes out, and the world's
/// answers are given back with `take`. Values are drawn in clear only in the field being edited.
public struct KYCForm: Equatable, Sendable {
    /// A customer to choose from.
    public struct Customer: Equatable, Sendable {
        /// The vendor's customer id.
        public var id: String
        /// What the operator calls the customer.
        public var name: String
        /// The vendor's word, such as `UNVERIFIED`.
        public var status: String

        /// A customer.
        public init(id: String, name: String, status: String) {
            self.id = id
            self.name = name
            self.status = status
        }
    }

    /// What the form wants after some input.
    public enum Outcome: Equatable, Sendable {
        /// Nothing; draw it again.
        case stay
        /// To be taken off the screen.
        case close
        /// Ask the vendor what it demands of a customer's submission.
        case loadRequirements(customer: String)
        /// To be taken off the screen, and what was kept of it forgotten.
        case discard
        /// Read a whole submission out of what was pasted.
        case read(Personal)
        /// A field, or the whole review, is wanted in clear: note that and show it.
        case reveal(field: String)
        /// Send this, once.
        case submit(KYCSubmission)
        /// Send this correction of a customer's KYC, once.
        case correct(KYCUpdate, customer: String)
    }

    /// Where the operator is.
    enum Phase: Equatable, Sendable {
        case editing
        /// Everything is right; what will be sent is fixed.
        case reviewing(Payload)
        case sending(Payload)
        case accepted(Payload, KYCReceipt)
        /// It may have arrived.
        case unknown(Payload, String)
        /// It waits for another login's release under this id.
        case prepared(Payload, id: String)
    }

    /// What is known of the vendor's demands on the chosen customer.
    enum Requirements: Equatable, Sendable {
        /// No customer is chosen.
        case none
        /// The customer came with the form, and nobody has asked yet.
        case wanted
        case loading
        case loaded(KYCRequirements)
        case failed(CheckFailure)
    }

    /// Where the keys go.
    enum Focus: Hashable, Sendable {
        case field(KYCField)
        /// The button that opens the review.
        case review
    }

    /// A field that is shown in clear for a while.
    struct Reveal: Equatable, Sendable {
        /// The name in the review.
        var field: String
        var until: Timestamp
    }

    /// Why a field did not take what was typed or pasted.
    struct Refusal: Equatable, Sendable {
        var field: KYCField
        var text: String

        /// What to say of a field's reaction; nil when it took everything.
        init?(_ reaction: TextField.Reaction, of field: KYCField) {
            self.field = field
            switch reaction {
            case .done, .notMine: return nil
            case .refused(let why): text = why
            case .tooLong:
                text = "More than \(TextField.limit) characters: nothing was put in."
            }
        }
    }

    /// What the vendor said against the value that was sent in a field.
    struct VendorRefusal: Equatable, Sendable {
        var value: Personal
        var sentence: String
    }

    /// A sentence above the fields that stays until the next key.
    struct Banner: Equatable, Sendable {
        var text: String
        var role: Role
    }

    private(set) var purpose: Purpose
    /// Whether another login has to release what is given here.
    var needsFourEyes = false
    /// Whether the review shows people's data masked.
    var isMasking = true
    let today: CivilDate
    let glyphs: Glyphs
    var phase = Phase.editing
    var requirements = Requirements.none
    var focus = Focus.field(.customerID)
    var customer: ChoiceField
    /// The vendor's word for each customer when the form was opened.
    private let statuses: [String: String]
    var documentType = ChoiceField(options: [])
    var isSelfieVerified = false
    var texts: [KYCField: TextField] = [:]
    /// The fields that were left once: their faults show.
    var left: Set<KYCField> = []
    /// A field that would not take what was typed or pasted, and why, until the next key.
    var refusal: Refusal?
    /// What the vendor said against a field's value, for as long as that is in it.
    var refused: [KYCField: VendorRefusal] = [:]
    var banner: Banner?
    var isAskingToDiscard = false
    /// The row of the review that is kept in view.
    var reviewRow = 0
    /// The field of the review that is shown in clear, and until when.
    var reveal: Reveal?
    /// The day that the calendar of the date being edited is on; nil while it is closed.
    var calendar: CivilDate?
    /// How many corrections of the customer are left; nil while that is not known.
    var correctionsLeft: Int?
    /// When Enter was pressed last, so that a held key does not send.
    var enteredAt: Timestamp?

    /// An empty form, for the selected customer if there is one.
    public init(
        _ purpose: Purpose = .submission, customers: [KYCForm.Customer], selected: String?,
        today: CivilDate, glyphs: Glyphs
    ) {
        self.purpose = purpose
        self.today = today
        self.glyphs = glyphs
        statuses = customers.reduce(into: [:]) { statuses, customer in
            statuses[ItemKey(kind: .kyc, id: customer.id)?.id ?? customer.id] = customer.status
        }
        customer = ChoiceField(
            options: customers.map { customer in
                ChoiceField.Option(
                    value: ItemKey(kind: .kyc, id: customer.id)?.id ?? customer.id,
                    label: customer.name,
                    detail: "\(customer.id.prefix(8))  \(customer.status)")
            })
        if let key = selected.flatMap({ ItemKey(kind: .kyc, id: $0) }) {
            customer.choose(key.id)
            requirements = .wanted
            focus = purpose.fields.dropFirst().first.map(Focus.field) ?? .review
        }
    }

    /// Goes on to the correction of the next part; what was typed stays for when it comes back.
    mutating func turnToNextPart() {
        guard case .correction(let part) = purpose else { return }
        let all = KYCUpdate.Part.allCases
        let place = all.firstIndex(of: part) ?? 0
        purpose = .correction(all[(place + 1) % all.count])
        focus = fields.dropFirst().first.map(Focus.field) ?? .review
    }

    /// The customer that came with the form and whose requirements nobody has asked for yet. Ask
    /// at once if you can; else the next input gives `.loadRequirements`.
    public var unaskedCustomer: String? {
        requirements == .wanted ? customer.chosen : nil
    }

    /// Whether a submission is on its way, so that nothing may be closed.
    public var isSending: Bool {
        if case .sending = phase { true } else { false }
    }

    /// What the vendor demands, once it said so.
    var knownRequirements: KYCRequirements? {
        if case .loaded(let known) = requirements { known } else { nil }
    }

    /// The fields in the order of the screen.
    var fields: [KYCField] {
        purpose.fields
            + (!purpose.hasAdditionalFields
                ? [] : knownRequirements?.additionalFields.map { .additional($0.name) } ?? [])
    }

    /// Everything typed so far.
    var draft: KYCDraft {
        var draft = KYCDraft()
        for field in fields { draft[field] = text(of: field) }
        return draft
    }

    /// What would be sent of a field.
    func text(of field: KYCField) -> String {
        switch field {
        case .customerID: customer.value
        case .documentType: documentType.value
        case .selfieVerificationStatus: String(isSelfieVerified)
        default: texts[field]?.text ?? ""
        }
    }

    /// The vendor's word for the chosen customer when it takes no submission of such a one.
    var spentStatus: String? {
        guard purpose == .submission, let word = customer.chosen.flatMap({ statuses[$0] }) else {
            return nil
        }
        return ["PROCESSING", "VERIFIED", "FAILED"].contains(word.uppercased()) ? word : nil
    }

    /// Whether closing would lose something that somebody typed.
    var hasTyping: Bool {
        isSelfieVerified || !customer.query.isEmpty || !documentType.value.isEmpty
            || texts.values.contains { !$0.isEmpty }
    }

    /// The faults of the fields that were left, and what the vendor refused, by field.
    var visibleFaults: [KYCField: String] {
        var visible = refused.filter { text(of: $0.key) == $0.value.value.revealed() }
            .mapValues(\.sentence)
        guard case .failure(let faults) = payload else { return visible }
        for fault in faults.all where left.contains(fault.field) {
            visible[fault.field] = fault.sentence
        }
        return visible
    }
}

extension KYCForm: CustomStringConvertible, CustomReflectable {
    /// Which form it is, and nothing that was typed.
    public var description: String { "KYCForm(customer_id: \(masked(.customerID)))" }

    /// The same, so that `dump` shows no value.
    public var customMirror: Mirror {
        Mirror(self, children: ["customer_id": masked(.customerID)])
    }

    private func masked(_ field: KYCField) -> String { field.masked(text(of: field)) }
}
