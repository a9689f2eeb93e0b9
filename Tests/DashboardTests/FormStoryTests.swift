import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct FormStoryTests {
    private let asha = FormFixtures.asha
    private let rejected = SubmissionAnswer.rejected("KYC already in use.")

    // MARK: Customer

    @Test func `Choosing a customer asks what the vendor needs, once`() {
        let form = Desk(FormFixtures.empty())
        #expect(form.press(.down, .down, .up) == .stay)
        #expect(form.press(.enter) == .loadRequirements(customer: asha))
        #expect(form.press(.backTab, .tab) == .stay)
    }

    @Test func `A customer is found by typing, and several matches are never decided by chance`() {
        let form = Desk(FormFixtures.empty())
        form.type("march")
        #expect(form.press(.tab) == .stay)
        #expect(form.customer.chosen == nil)
        form.press(.backTab)
        form.type(" intake 9")
        #expect(form.press(.tab) == .loadRequirements(customer: FormFixtures.ravi))
    }

    @Test func `A whole UUID is asked about with its last letter, typed or pasted`() {
        let id = "99999999-AAAA-4bbb-8ccc-dddddddddddd"
        let form = Desk(FormFixtures.empty())
        #expect(form.type(id) == [.loadRequirements(customer: id.lowercased())])
        form.form = FormFixtures.empty()
        #expect(
            form.handle(.paste("\(id)\n")) == .loadRequirements(customer: id.lowercased()))
    }

    @Test func `A customer that came with the form is asked about by the first key`() {
        let form = Desk(FormFixtures.preselected())
        #expect(form.unaskedCustomer == asha)
        #expect(form.press(.character("A")) == .loadRequirements(customer: asha))
        #expect(form.press(.character("s")) == .stay)
        #expect(form.text(of: .fullName) == "As")
        form.form = FormFixtures.preselected()
        form.take(requirements: .success(FormFixtures.requirements), for: asha)
        #expect(form.press(.character("A")) == .stay)
    }

    @Test func `When the vendor does not say what it needs it can be asked again`() {
        let form = Desk(FormFixtures.empty())
        form.press(.down, .enter)
        let failure = CheckFailure(.network, message: "DollarPe cannot be reached.")
        form.take(requirements: .failure(failure), for: asha)
        #expect(form.hints.contains { $0.key == "Ctrl-R" })
        let shown = FormFixtures.screen(form.form, 80, 24).rows.joined(separator: "\n")
        #expect(shown.contains("✗ DollarPe cannot be reached. Ctrl-R asks again."))
        #expect(form.press(.control("r")) == .loadRequirements(customer: asha))
        #expect(form.press(.control("r")) == .stay)
    }

    @Test func `What the vendor says of another customer is not taken`() {
        let form = Desk(FormFixtures.empty())
        form.press(.down, .enter, .backTab, .backspace)
        form.type("intake 9")
        form.press(.tab)
        form.take(requirements: .success(FormFixtures.requirements), for: asha)
        #expect(form.fields == KYCField.standard)
        form.take(requirements: .success(FormFixtures.requirements), for: FormFixtures.ravi)
        #expect(form.fields.last == .additional("profession"))
    }

    // MARK: Filling in

    @Test func `Tab goes through every field in the vendor's order and round again`() {
        let form = Desk(FormFixtures.begun())
        form.press(.backTab)
        var visited: [KYCForm.Focus] = []
        for _ in 0...form.fields.count {
            visited.append(form.focus)
            form.press(.tab)
        }
        #expect(visited == form.fields.map(KYCForm.Focus.field) + [.review])
        #expect(form.focus == .field(.customerID))
    }

    @Test func `Everything can be typed, and what is sent is what was typed`() throws {
        let form = Desk(FormFixtures.reviewed())
        guard case .reviewing(.submission(let submission)) = form.phase else {
            Issue.record("no review: \(form.visibleFaults)")
            return
        }
        #expect(submission.customerID == asha)
        #expect(submission.fullName.revealed() == "Asha Testwala")
        #expect(submission.phone.revealed() == "9911002211")
        #expect(submission.taxNumber.revealed() == "ZZZPT1234Q")
        #expect(submission.documentType == "AADHAAR")
        #expect(submission.documentNumber.revealed() == "432187651199")
        #expect(submission.selfieVerified)
        #expect(submission.additionalInfo.map(\.name) == ["income_range", "profession"])
    }

    @Test func `A paste is put into the field and is never taken for the Enter key`() {
        let form = Desk(FormFixtures.begun())
        #expect(form.handle(.paste("Asha\nTestwala\n")) == .stay)
        #expect(form.text(of: .fullName) == "Asha Testwala ")
        #expect(form.handle(.paste(String(repeating: "x", count: 1001))) == .stay)
        #expect(form.text(of: .fullName) == "Asha Testwala ")
        let shown = FormFixtures.screen(form.form, 80, 24).rows.joined()
        #expect(shown.contains("More than 1000 characters"))
    }

    @Test func `A fault shows once the field is left, and goes when it is mended`() {
        let form = Desk(FormFixtures.begun())
        form.press(.tab)
        form.type("12345")
        #expect(form.visibleFaults.isEmpty)
        form.press(.tab, .backTab)
        #expect(form.visibleFaults.keys.contains(.phone))
        form.press(.control("u"))
        form.type("9911002211")
        #expect(form.visibleFaults.isEmpty)
    }

    @Test func `The review is refused at the first fault until the last is mended`() {
        let form = Desk(FormFixtures.filled())
        form.setText("ZZZCT1234Q", of: .taxNumber)
        form.setText("31-02-1991", of: .dateOfBirth)
        #expect(form.press(.control("s")) == .stay)
        #expect(form.phase == .editing && form.focus == .field(.dateOfBirth))
        #expect(form.status.text == "2 fields need attention.")
        form.setText("07-03-1991", of: .dateOfBirth)
        form.press(.control("s"))
        #expect(form.focus == .field(.taxNumber))
        form.setText("ZZZPT1234Q", of: .taxNumber)
        form.press(.control("s"))
        #expect(form.preview.count == 15)
    }

    @Test func `Nothing is reviewed before the vendor said what it needs`() {
        let form = Desk(FormFixtures.filled())
        form.requirements = .loading
        #expect(form.press(.control("s")) == .stay)
        #expect(form.phase == .editing)
    }

    @Test func `A document type the customer may not use is dropped`() {
        let form = Desk(FormFixtures.filled())
        var fewer = FormFixtures.requirements
        fewer.documentTypes = ["PASSPORT"]
        form.take(requirements: .success(fewer), for: asha)
        #expect(form.text(of: .documentType) == "")
    }

    @Test func `Escape keeps what was typed, and throwing it away is asked about`() {
        let form = Desk(FormFixtures.begun())
        #expect(form.press(.control("x"), .escape) == .close)
        form.type("A")
        #expect(form.isDraftWorthKeeping)
        #expect(form.press(.control("x"), .enter, .escape) == .stay)
        #expect(form.press(.control("x"), .character("n")) == .stay)
        #expect(form.text(of: .fullName) == "A")
        #expect(form.press(.control("x"), .character("y")) == .discard)
        #expect(form.press(.escape) == .close)
    }

    @Test func `A kept draft is there again, unless somebody has begun to type`() {
        let kept = FormFixtures.filled()
        let form = Desk(FormFixtures.begun())
        form.form.restore(kept.keptDraft, of: kept.subject, from: "14:05")
        for field in form.fields { #expect(form.text(of: field) == kept.text(of: field)) }
        #expect(form.status.text.contains("14:05"))
        form.press(.control("s"))
        #expect(form.preview.count == 15)
        let begun = Desk(FormFixtures.begun())
        begun.type("B")
        begun.form.restore(kept.keptDraft, of: kept.subject, from: "14:05")
        #expect(begun.text(of: .fullName) == "B")
        let other = Desk(FormFixtures.empty())
        other.form.restore(kept.keptDraft, of: kept.subject, from: "14:05")
        #expect(other.text(of: .fullName) == "")
    }

    @Test func `Enter held down opens the review and does not send`() {
        let form = Desk(FormFixtures.filled())
        _ = form.form.setFocus(.review)
        func enter(_ milliseconds: Int64) -> KYCForm.Outcome {
            form.form.handle(
                .key(.enter), at: Timestamp(milliseconds: 1_000_000 + milliseconds))
        }
        #expect(enter(0) == .stay && form.preview.count == 15)
        for moment in stride(from: Int64(500), through: 4000, by: 30) {
            #expect(enter(moment) == .stay && !form.isSending)
        }
        #expect(form.status.text.contains("Let go of Enter"))
        guard case .submit = enter(5200) else {
            Issue.record("it is never sent")
            return
        }
    }

    @Test func `One value of the review is shown when asked for, and for ten seconds`() {
        let form = Desk(FormFixtures.reviewed())
        let now = Timestamp(milliseconds: 1_000_000)
        form.press(.down)
        let outcome = form.form.handle(.key(.character("v")), at: now)
        #expect(outcome == .reveal(field: "full_name"))
        func shown() -> String { FormFixtures.screen(form.form, 120, 60).rows.joined() }
        // Nothing is seen before it is on record.
        #expect(!shown().contains("Asha Testwala"))
        form.form.show("full_name", at: now)
        #expect(shown().contains("Asha Testwala"))
        #expect(!shown().contains("9911002211"))
        form.form.conceal(at: now + .seconds(9))
        #expect(shown().contains("Asha Testwala"))
        form.form.conceal(at: now + .seconds(10))
        #expect(!shown().contains("Asha Testwala"))
    }

    // MARK: Corrections

    @Test(arguments: [
        ("DOCUMENT_VERIFICATION_FAILED", KYCUpdate.Part.document),
        ("TAX_VERIFICATION_FAILED", .taxNumber), ("SELFIE_VERIFICATION_FAILED", .selfie),
    ])
    func `A correction asks for its own fields alone, and sends them`(
        reason: String, part: KYCUpdate.Part
    ) {
        #expect(KYCUpdate.Part(mending: reason) == part)
        let form = Desk(
            KYCForm(
                .correction(part), customers: FormFixtures.customers,
                selected: FormFixtures.ravi, today: FormFixtures.today, glyphs: .unicode))
        form.take(requirements: .success(FormFixtures.requirements), for: FormFixtures.ravi)
        #expect(form.fields == [.customerID] + part.fields)
        #expect(form.focus == .field(part.fields[0]))
        form.press(.control("s"))
        #expect(form.preview.isEmpty && form.status.text.contains("attention"))
        for field in part.fields {
            let personal = FormFixtures.personal.first { $0.field == field }?.text
            form.setText(field == .documentType ? "AADHAAR" : personal ?? "", of: field)
            form.press(.tab)
        }
        form.press(.control("s"))
        guard case .correct(let update, FormFixtures.ravi) = form.press(.enter) else {
            Issue.record("nothing is sent: \(form.visibleFaults)")
            return
        }
        #expect(update.part == part)
        #expect(form.isSending)
    }

    // MARK: Sending

    @Test func `A submission is sent once, however often Enter is pressed`() throws {
        let form = Desk(FormFixtures.reviewed())
        guard case .reviewing(.submission(let submission)) = form.phase else {
            Issue.record("no review")
            return
        }
        var outcomes: [KYCForm.Outcome] = []
        for _ in 0..<5 { outcomes.append(form.press(.enter)) }
        #expect(outcomes == [.submit(submission), .stay, .stay, .stay, .stay])
        #expect(form.isSending)
    }

    @Test func `What is sent is what was shown, whatever happens meanwhile`() throws {
        let form = Desk(FormFixtures.reviewed())
        guard case .reviewing(.submission(let submission)) = form.phase else {
            Issue.record("no review")
            return
        }
        form.type("zzz")
        _ = form.handle(.paste("zzz"))
        var other = FormFixtures.requirements
        other.documentTypes = ["PASSPORT"]
        form.take(requirements: .success(other), for: asha)
        #expect(form.press(.enter) == .submit(submission))
    }

    @Test func `Esc goes back from the review, and the next review shows what was changed`() {
        let form = Desk(FormFixtures.reviewed())
        #expect(form.press(.escape) == .stay && form.phase == .editing)
        form.setText("Ravi Pretend", of: .fullName)
        form.press(.control("s"))
        guard case .submit(let submission) = form.press(.enter) else {
            Issue.record("nothing is sent")
            return
        }
        #expect(submission.fullName.revealed() == "Ravi Pretend")
    }

    @Test(arguments: [7, 8, 9])
    func `Whatever is pressed, one review sends at most once and a sent form only waits`(
        seed: UInt64
    ) {
        let keys: [Key] = [
            .enter, .enter, .escape, .tab, .backTab, .up, .down, .control("s"), .control("r"),
            .character("y"), .character("n"), .character(" "), .backspace, .control("k"),
            .control("y"), .alt("u"), .left, .home, .pageDown, .pageUp,
        ]
        let answers: [SubmissionAnswer] = [
            rejected, .unknown("No answer."),
            .accepted(KYCReceipt(status: "PROCESSING", failureReason: nil)),
        ]
        var random = seed
        func pick<Value>(_ values: [Value]) -> Value {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return values[Int(random >> 33) % values.count]
        }
        var sent = 0
        let form = Desk(FormFixtures.filled())
        for step in 0..<1500 {
            let before = form.form
            let outcome = form.press(pick(keys))
            if step % 10 == 0 { _ = FormFixtures.screen(form.form, 40, 10) }
            if before.isSending {
                #expect(outcome == .stay && form.isSending)
                if pick([true, false]) { form.take(answer: pick(answers), for: asha) }
            }
            switch outcome {
            case .submit(let submission):
                sent += 1
                #expect(before.phase == .reviewing(.submission(submission)) && form.isSending)
            case .loadRequirements(let customer):
                form.take(requirements: .success(FormFixtures.requirements), for: customer)
            case .close, .discard:
                form.form = FormFixtures.filled()
            case .stay, .read, .reveal, .correct: break
            }
        }
        #expect(sent > 2)
    }

    @Test func `While it is being sent nothing closes the form, and it says so`() {
        let form = Desk(FormFixtures.reviewed())
        form.press(.enter)
        for key in [Key.escape, .control("s"), .character("y"), .tab, .backTab] {
            #expect(form.press(key) == .stay)
        }
        #expect(form.press(.escape) == .stay && form.isSending)
        #expect(form.status.text.contains("cannot be called back"))
    }

    @Test func `Accepted: the vendor's word is shown and the form closes`() {
        let form = Desk(FormFixtures.reviewed())
        form.press(.enter)
        form.take(
            answer: .accepted(KYCReceipt(status: "PROCESSING", failureReason: nil)), for: asha)
        #expect(form.status.text == "DollarPe took it: PROCESSING." && !form.isSending)
        #expect(form.press(.control("s"), .enter) == .close)
    }

    @Test func `Rejected: the values are kept, and sending again takes a new review`() {
        let form = Desk(FormFixtures.reviewed())
        let draft = form.draft
        form.press(.enter)
        form.take(answer: rejected, for: asha)
        #expect(form.draft == draft && !form.isSending)
        #expect(form.status.text == "Not accepted: KYC already in use.")
        form.press(.enter)
        #expect(form.preview.count == 15)
        guard case .submit = form.press(.enter) else {
            Issue.record("the corrected submission is not sent")
            return
        }
    }

    @Test func `Unknown: it cannot be sent again, only closed`() {
        let form = Desk(FormFixtures.reviewed())
        form.press(.enter)
        form.take(answer: .unknown("No answer came in time."), for: asha)
        #expect(form.status.text.contains("must not be sent again"))
        for key in [Key.control("s"), .character("y"), .tab, .control("r"), .backTab] {
            #expect(form.press(key) == .stay)
        }
        form.take(answer: rejected, for: asha)
        #expect(form.press(.enter) == .close)
        #expect(form.hints.map(\.key).first == "Enter")
    }

    @Test func `An answer that nobody waits for changes nothing`() {
        let form = Desk(FormFixtures.reviewed())
        let before = form.form
        form.take(answer: rejected, for: asha)
        #expect(form.form == before)
        form.press(.enter)
        let sending = form.form
        form.take(answer: rejected, for: FormFixtures.ravi)
        #expect(form.form == sending)
    }

    // MARK: Mouse

    @Test func `A click goes to the field under it and presses the button under it`() throws {
        let form = Desk(FormFixtures.filled())
        let size = Size(width: 120, height: 40)
        func click(_ text: String) throws -> Int {
            try #require(
                FormFixtures.screen(form.form, 120, 40).rows.firstIndex { $0.contains(text) })
        }
        let phone = Position(x: 40, y: try click("phone"))
        _ = form.handle(.mouse(Mouse(.press, at: phone)), in: Rect(size))
        #expect(form.focus == .field(.phone))
        let button = Position(x: 34, y: try click("[ Review ]"))
        _ = form.handle(.mouse(Mouse(.press, at: button)), in: Rect(size))
        #expect(form.preview.count == 15)
    }
}
