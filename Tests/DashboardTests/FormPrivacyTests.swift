import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// What the configuration's privacy section changes in the forms.
@Suite struct FormPrivacyTests {
    private let pan = "ZZZPT1234Q"

    private func text(_ form: KYCForm) -> String {
        FormFixtures.screen(form, 120, 40).rows.joined(separator: "\n")
    }

    @Test func `A review is masked unless the configuration says otherwise`() {
        #expect(Options().isMasking)
        var form = FormFixtures.filled()
        #expect(form.press(.control("s")) == .stay)
        #expect(!text(form).contains(pan))
    }

    @Test func `Where nothing is masked the review is in clear and on the record`() {
        var form = FormFixtures.filled()
        form.isMasking = false
        #expect(form.press(.control("s")) == .reveal(field: "the whole review"))
        #expect(text(form).contains(pan))
        #expect(!form.hints.contains { $0.key == "v" })
        // The answer is no place to look values up.
        guard case .submit(let submission) = form.press(.enter) else {
            Issue.record("nothing was sent")
            return
        }
        form.take(
            answer: .accepted(KYCReceipt(status: "PROCESSING", failureReason: nil)),
            for: submission.customerID)
        #expect(!text(form).contains(pan))
        #expect(!"\(form)".contains(pan))
    }

    @Test func `With four eyes the form says that it prepares, and under which id it waits`() {
        var form = FormFixtures.filled()
        form.needsFourEyes = true
        form.press(.control("s"))
        #expect(text(form).contains("sent once another login releases it"))
        guard case .submit(let submission) = form.press(.enter) else {
            Issue.record("nothing was prepared")
            return
        }
        form.take(answer: .prepared(id: "0123456789ab"), for: submission.customerID)
        #expect(text(form).contains("vigil release 0123456789ab"))
        #expect(!text(form).contains(pan))
        #expect(form.press(.enter) == .close)
    }
}
