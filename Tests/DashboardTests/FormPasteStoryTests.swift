import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// What a paste does to a form that is about somebody already.
@Suite struct FormPasteStoryTests {
    private let asha = FormFixtures.asha
    private let ravi = FormFixtures.ravi

    private func pasted(
        _ values: [(KYCField, String)], untaken: [String] = [], others: Int = 0
    ) -> PastedForm {
        var draft = KYCDraft()
        for (field, value) in values { draft[field] = value }
        return PastedForm(.kyc(draft), untaken: untaken, others: others)
    }

    private func text(_ form: KYCForm) -> String {
        FormFixtures.screen(form, 120, 40).rows.joined(separator: "\n")
    }

    @Test func `A paste about somebody who cannot be known is left to nobody`() {
        var form = FormFixtures.filled()
        let outcome = form.take(
            pasted: pasted([(.customerID, "CUST-0042"), (.fullName, "Somebody Else")]))
        #expect(outcome == .stay)
        #expect(form.customer.chosen == nil)
        #expect(form.focus == .field(.customerID))
        #expect(text(form).contains("choose whom it is about"))
        #expect(form.text(of: .fullName) == "Somebody Else")
        #expect(form.text(of: .taxNumber).isEmpty, "Asha's PAN stays in somebody else's form")
        form.press(.control("s"))
        guard case .editing = form.phase else {
            Issue.record("it would be sent")
            return
        }
        #expect(text(form).contains("Not a UUID"))
    }

    @Test func `A paste about another customer takes nothing of the first one along and says so`() {
        var form = FormFixtures.filled()
        let outcome = form.take(
            pasted: pasted([(.customerID, ravi.uppercased()), (.fullName, "Ravi Testwala")]))
        #expect(outcome == .loadRequirements(customer: ravi))
        #expect(form.text(of: .phone).isEmpty && !form.isSelfieVerified)
        #expect(
            text(form).contains("It is about another customer, who is chosen now: March intake 9"))
    }

    @Test func `A paste about the same customer or nobody keeps what is there`() {
        var form = FormFixtures.filled()
        _ = form.take(pasted: pasted([(.customerID, " \(asha) "), (.fullName, "Asha T")]))
        _ = form.take(pasted: pasted([(.fullAddress, "1 Elsewhere")]))
        #expect(form.customer.chosen == asha)
        #expect(form.text(of: .fullName) == "Asha T" && !form.text(of: .phone).isEmpty)
    }

    @Test func `What of a paste was not taken is told`() {
        var form = FormFixtures.begun()
        _ = form.take(
            pasted: pasted([(.fullName, "Asha")], untaken: ["a", "b", "c", "d"], others: 2))
        let shown = text(form)
        #expect(shown.contains("1 field was filled in. Not taken: a, b, c and 1 more."))
        #expect(shown.contains("Only the first of 3 in the paste was read."))
    }

    @Test func `A draft about nobody comes back whatever customer the form is opened on`() {
        var state = dashboard(
            120, 40, [item(.kyc, 13, "Asha Sample", Snapshot(state: .pending))])
        let effects = state.press(.character("3"), .character("n"))
        #expect(effects.contains(.loadDraft(subject: "submission:")))
        var draft = KYCDraft()
        draft[.customerID] = "CUST-0042"
        draft[.fullName] = "Somebody Else"
        _ = update(
            &state,
            .draftFound(.kyc(draft), subject: "submission:", savedAt: Timestamp(milliseconds: 0)))
        let shown = screen(state).rows.joined(separator: "\n")
        #expect(shown.contains("is about nobody yet: choose a customer"))
        #expect(shown.contains("CUST-0042") && !shown.contains("Asha Sample"))
    }

    @Test func `What was typed for the first customer stays kept for that one`() {
        var state = dashboard(
            120, 40, [item(.kyc, 13, "Asha Sample", Snapshot(state: .pending))])
        _ = state.press(.character("3"), .character("n"))
        state.type("Asha Testwala")
        let effects = update(
            &state, .pasteRead(pasted([(.customerID, ravi), (.fullName, "Ravi Testwala")])))
        #expect(!effects.contains { if case .discardDraft = $0 { true } else { false } })
        let subjects = effects.compactMap { effect in
            if case .keepDraft(_, let subject) = effect { subject } else { nil }
        }
        #expect(subjects == ["submission:\(ravi)"])
    }
}
