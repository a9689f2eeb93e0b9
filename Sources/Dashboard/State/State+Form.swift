import Domain
import TerminalUI

extension State {
    /// Lets the form take what the operator did, and keeps what was typed as it changes.
    mutating func take(_ input: InputEvent, by form: KYCForm) -> [Effect] {
        var form = form
        var input = input
        if case .mouse(let mouse) = input, mouse.action == .press,
            case .dialogKey(let key) = draw(self).target(at: mouse.position)
        {
            input = .key(key)
        }
        let before = (kept: form.kept, subject: form.subject)
        let outcome = form.handle(input, in: Layout.formArea(size), at: now)
        overlays[overlays.count - 1] = .kyc(form)
        var effects = KeptForm.effects(before.kept, form.kept)
        switch outcome {
        case .stay: break
        case .close:
            overlays.removeLast()
            if form.isDraftWorthKeeping {
                notice = .draftIsKept
            }
        case .discard:
            overlays.removeLast()
            notice = .draftIsDiscarded
            effects = [.discardDraft(subject: form.subject)]
        case .loadRequirements(let customer):
            effects.append(.loadRequirements(customer: customer))
            if form.purpose != .submission, before.subject != form.subject {
                effects.append(.countCorrections(customer: customer))
            }
        case .read(let text): effects.append(.readPaste(text, .kyc(form.purpose)))
        case .reveal(let field):
            effects.append(
                .noteReveal(field: field, ItemKey(kind: .kyc, id: form.customer.value)))
        case .submit(let submission):
            effects += send(submission.customerID, by: &form, .submit(submission))
        case .correct(let update, let customer):
            effects += send(customer, by: &form, .correct(update, customer: customer))
        }
        return effects
    }

    private mutating func send(
        _ customer: String, by form: inout KYCForm, _ effect: Effect
    ) -> [Effect] {
        guard sending.insert(customer).inserted else {
            form.take(
                answer: .rejected("one for this customer is on its way already."), for: customer)
            overlays[overlays.count - 1] = .kyc(form)
            return []
        }
        return [effect]
    }

    /// Opens a form on the selected customer, with what was kept of it.
    mutating func openForm(_ purpose: KYCForm.Purpose = .submission) -> [Effect] {
        let customers = watchlist.rows(of: .kyc)
        var selected = selectedKey?.kind == .kyc ? selectedKey?.id : nil
        if selected == nil, customers.count == 1 { selected = customers[0].item.key.id }
        var form = KYCForm(
            purpose,
            customers: customers.map {
                KYCForm.Customer(
                    id: $0.item.key.id, name: $0.item.name,
                    status: $0.item.snapshot?.vendorState ?? $0.standing.word)
            },
            selected: selected, today: clock.today, glyphs: glyphs)
        form.needsFourEyes = options.needsFourEyes
        form.isMasking = options.isMasking
        overlays.append(.kyc(form))
        // The size is the form's first input, and with it the form asks what it needs to know.
        var effects = take(.resized(size), by: form) + [.loadDraft(subject: form.subject)]
        if form.subject != form.openSubject {
            effects.append(.loadDraft(subject: form.openSubject))
        }
        if purpose != .submission, let selected {
            effects.append(.countCorrections(customer: selected))
        }
        return effects
    }

    /// Fills the KYC form on top with what was read out of a paste, and keeps that. What was typed
    /// for another customer than the paste's stays kept for that one.
    mutating func takeRead(_ pasted: PastedForm?, by form: KYCForm) -> [Effect] {
        var form = form
        let before = form.kept
        let leavesOther = form.isOfOther(pasted)
        let outcome = form.take(pasted: pasted)
        overlays[overlays.count - 1] = .kyc(form)
        var effects = KeptForm.effects(before, form.kept)
        if leavesOther, let before {
            effects.removeAll { $0 == .discardDraft(subject: before.subject) }
        }
        if case .loadRequirements(let customer) = outcome {
            effects.append(.loadRequirements(customer: customer))
            if form.purpose != .submission {
                effects.append(.countCorrections(customer: customer))
            }
        }
        return effects
    }

    /// Opens the correction that mends the selected customer's failure, else the first.
    mutating func openCorrection() -> [Effect] {
        let reason = selectedItem?.snapshot?.failureReason
        return openForm(.correction(KYCUpdate.Part(mending: reason) ?? .document))
    }
}
