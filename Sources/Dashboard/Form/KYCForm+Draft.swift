import Domain

extension KYCForm {
    /// How long a value that was asked for is shown in clear.
    static let revealTime = Duration.seconds(10)

    /// What a draft of this form is kept under: its purpose and its customer.
    var subject: String { "\(purpose.word):\(customer.chosen ?? "")" }

    /// What a draft is kept under that is about nobody yet.
    var openSubject: String { "\(purpose.word):" }

    /// Whether something was typed that would be missed.
    var isDraftWorthKeeping: Bool {
        guard case .editing = phase else { return false }
        return hasTyping
    }

    /// What is to be kept of the form now; nil once it is no longer edited.
    var kept: KeptForm? {
        guard case .editing = phase else { return nil }
        return KeptForm(subject: subject, draft: hasTyping ? .kyc(keptDraft) : nil)
    }

    /// Everything that was typed, also into fields that the customer does not have now.
    var keptDraft: KYCDraft {
        var draft = KYCDraft()
        draft[.customerID] = customer.value
        draft[.documentType] = documentType.value
        if isSelfieVerified { draft[.selfieVerificationStatus] = "true" }
        for (field, text) in texts where !text.isEmpty { draft[field] = text.text }
        return draft
    }

    /// Takes up what was kept, unless somebody has begun to type already. What is about nobody yet
    /// is taken up with whatever customer the form was opened on, and stays about nobody.
    mutating func restore(_ draft: KYCDraft, of subject: String, from time: String) {
        guard phase == .editing, !hasTyping else { return }
        if subject == openSubject, self.subject != subject {
            customer.choose(nil)
            _ = customer.paste(draft[.customerID])
            requirements = .none
            correctionsLeft = nil
            focus = .field(.customerID)
            _ = fill(from: draft)
            banner = Banner(
                text: "Your draft of \(time) is about nobody yet: choose a customer. "
                    + "Ctrl-X discards it.", role: .warning)
            return
        }
        guard subject == self.subject else { return }
        _ = fill(from: draft)
        banner = Banner(
            text: "Your draft of \(time) is here again. Ctrl-X discards it.", role: .title)
    }

    /// Whether a paste names another customer than the one that was chosen or typed.
    func isOfOther(_ pasted: PastedForm?) -> Bool {
        guard case .kyc(let draft) = pasted?.draft, !customer.value.isEmpty else { return false }
        let named = draft[.customerID].filter { !$0.isWhitespace }
        return !named.isEmpty && (ItemKey(kind: .kyc, id: named)?.id ?? named) != customer.value
    }

    /// Fills in what was read out of a paste; nil when nothing could be. A customer in it is
    /// chosen. What the paste does not hold stays, unless it was typed for another customer: two
    /// people's data are never mixed.
    mutating func take(pasted: PastedForm?) -> Outcome {
        guard phase == .editing else { return .stay }
        guard let pasted, case .kyc(let draft) = pasted.draft else {
            banner = Banner(
                text: "That is neither a submission in JSON nor a row of its fields.",
                role: .failed)
            return .stay
        }
        let isOfOther = isOfOther(pasted)
        if isOfOther { empty() }
        let count = fill(from: draft)
        let sentence = pasted.sentence(filled: count)
        banner = Banner(text: sentence, role: pasted.isWhole ? .title : .warning)
        let named = draft[.customerID].filter { !$0.isWhitespace }
        guard !named.isEmpty else { return .stay }
        guard let key = ItemKey(kind: .kyc, id: named) else {
            // What is meant for somebody else must not be left to the customer chosen before.
            customer.choose(nil)
            _ = customer.paste(draft[.customerID])
            requirements = .none
            correctionsLeft = nil
            left.insert(.customerID)
            focus = .field(.customerID)
            banner = Banner(
                text: "\(sentence) The customer in it is no UUID: choose whom it is about.",
                role: .warning)
            return .stay
        }
        let outcome = choose(customer: key.id)
        if isOfOther {
            banner = Banner(
                text: "\(sentence) It is about another customer, who is chosen now: "
                    + "\(PlainText.of(customer.label)).", role: .warning)
        }
        return outcome
    }

    /// Puts a draft's values into their fields, in their masks' form where they have it; gives how
    /// many there were.
    private mutating func fill(from draft: KYCDraft) -> Int {
        let filled = draft.fields.filter { !draft[$0].isEmpty }
        for field in filled {
            switch field {
            case .customerID: break
            case .documentType: documentType.choose(draft[field])
            case .selfieVerificationStatus: isSelfieVerified = draft[field] == "true"
            default:
                texts[field] = TextField(
                    mask(of: field)?.normalised(draft[field]) ?? draft[field])
                left.insert(field)
            }
        }
        return filled.count
    }

    /// Takes out everything that was typed of a person.
    private mutating func empty() {
        texts = [:]
        left = []
        documentType.choose(nil)
        isSelfieVerified = false
    }

    /// Takes how many corrections are left.
    mutating func take(correctionsLeft left: Int, for customer: String) {
        if customer == self.customer.chosen { correctionsLeft = left }
    }

    /// Says that a draft cannot be opened now.
    mutating func tellSealedDraft(of subject: String) {
        guard subject == self.subject, phase == .editing, !hasTyping else { return }
        banner = Banner(
            text: "A draft is kept sealed: close this form, lock with L and unlock to open it.",
            role: .warning)
    }

    /// When what is shown in clear is masked again.
    var concealsAt: Timestamp? { reveal?.until }

    /// Masks what was shown for long enough.
    mutating func conceal(at moment: Timestamp) {
        if let reveal, moment >= reveal.until { self.reveal = nil }
    }

    /// A field of the review as it may be seen now: in clear once it was asked for, or before it
    /// is sent where the configuration masks nothing. Answers are always masked.
    func shown(_ fact: Snapshot.Fact) -> String {
        guard !isMasking || reveal?.field == fact.name else { return fact.value }
        let clear: String? =
            switch phase {
            case .reviewing(let payload), .sending(let payload): payload.revealed(fact.name)
            default: nil
            }
        return clear ?? fact.value
    }
}
