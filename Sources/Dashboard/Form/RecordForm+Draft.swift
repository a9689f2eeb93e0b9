import Domain

extension RecordForm {
    /// What a draft of this form is kept under.
    var subject: String { "\(sort.rawValue):" }

    /// What is to be kept of the form now; nil once it is no longer edited.
    var kept: KeptForm? {
        guard case .editing = phase else { return nil }
        let draft = draft
        return KeptForm(
            subject: subject, draft: draft == RecordDraft(sort) ? nil : .record(draft))
    }

    /// Takes up what was kept, unless somebody has begun to type already.
    mutating func restore(_ draft: RecordDraft, from time: String) {
        guard draft.sort == sort, let kept, kept.draft == nil else { return }
        _ = fill(from: draft)
        banner = "Your draft of \(time) is here again. Ctrl-X discards it."
    }

    /// Fills in what was read out of a paste; what the paste does not hold stays.
    mutating func take(pasted: PastedForm?) {
        guard phase == .editing else { return }
        guard let pasted, case .record(let draft) = pasted.draft, draft.sort == sort else {
            banner = "That is neither this form in JSON nor a row of its fields."
            return
        }
        banner = pasted.sentence(filled: fill(from: draft))
    }

    /// Says that a draft cannot be opened now.
    mutating func tellSealedDraft(of subject: String) {
        guard subject == self.subject, let kept, kept.draft == nil else { return }
        banner = "A draft is kept sealed: close this form, lock with L and unlock to open it."
    }

    /// Puts a draft's values into their fields; gives how many there were.
    private mutating func fill(from draft: RecordDraft) -> Int {
        let filled = sort.fields.filter { !draft[$0].isEmpty }
        for field in filled {
            faults[field] = nil
            if choices[field] == nil {
                texts[field] = TextField(
                    mask(of: field)?.normalised(draft[field]) ?? draft[field])
            } else {
                choices[field]?.choose(draft[field])
            }
            if field == .state { forgetOtherArticles() }
        }
        return filled.count
    }
}
