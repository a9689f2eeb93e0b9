import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// What a vendor says against single fields stands beside these.
@Suite struct FormRefusalTests {
    private func refused(_ fields: [CheckFailure.Refusal]) -> KYCForm {
        var form = FormFixtures.reviewed()
        form.press(.enter)
        form.take(
            answer: .rejected("DollarPe refused the request.", fields: fields),
            for: FormFixtures.asha)
        return form
    }

    private func text(_ form: KYCForm) -> String {
        FormFixtures.screen(form, 120, 40).rows.joined(separator: "\n")
    }

    @Test(arguments: [
        ("tax_number", KYCField.taxNumber), ("document_details.document_number", .documentNumber),
        ("document_number", .documentNumber), ("document_details", .documentNumber),
        ("customer", .customerID), ("dob.day", .dateOfBirth),
        ("profession", .additional("profession")),
        ("additional_info.profession", .additional("profession")),
    ])
    func `A refusal stands beside its field, which gets the cursor`(
        name: String, field: KYCField
    ) {
        let form = refused([.init(field: name, text: "Enter a valid value.")])
        #expect(form.focus == .field(field))
        #expect(text(form).contains("DollarPe: Enter a valid value."))
        #expect(text(form).contains("Not accepted: DollarPe refused the request."))
    }

    @Test func `Several stand beside theirs, and each goes once its value is another`() {
        var form = refused([
            .init(field: "selfie_url", text: "Enter a valid URL."),
            .init(field: "kyc", text: "KYC already in use"),
            .init(field: "phone", text: "Phone already in use"),
        ])
        #expect(form.focus == .field(.phone))
        #expect(text(form).contains("DollarPe: Phone already in use"))
        #expect(text(form).contains("DollarPe: Enter a valid URL."))
        form.press(.backspace)
        form.type("9")
        #expect(!text(form).contains("DollarPe: Phone already in use"))
        #expect(text(form).contains("DollarPe: Enter a valid URL."))
        // What the vendor thought then is no reason not to ask it again.
        form.press(.control("s"))
        guard case .reviewing = form.phase else {
            Issue.record("it cannot be sent again")
            return
        }
    }

    @Test func `A customer who has a KYC already is said to have one, before anything is sent`() {
        var form = KYCForm(
            customers: FormFixtures.customers, selected: FormFixtures.ravi,
            today: FormFixtures.today, glyphs: .unicode)
        form.take(requirements: .success(FormFixtures.requirements), for: FormFixtures.ravi)
        #expect(text(form).contains("! 2 of 15 given. This customer is FAILED already"))
        #expect(!text(FormFixtures.begun()).contains("already"))
        var reviewed = FormFixtures.reviewed()
        #expect(!text(reviewed).contains("already"))
        reviewed.press(.escape)
        _ = reviewed.choose(customer: FormFixtures.ravi)
        reviewed.take(requirements: .success(FormFixtures.requirements), for: FormFixtures.ravi)
        reviewed.press(.control("s"))
        #expect(text(reviewed).contains("! This will be sent for March intake 9. The customer is"))
    }

    @Test func `What nobody answered is told in whole sentences`() {
        var form = FormFixtures.reviewed()
        form.press(.enter)
        form.take(answer: .unknown("no answer within 20 s"), for: FormFixtures.asha)
        #expect(text(form).contains("? No answer within 20 s. It may have arrived and"))
    }

    @Test func `A refusal of no field leaves the cursor at the review`() {
        #expect(refused([.init(field: "kyc", text: "KYC already in use")]).focus == .review)
        #expect(refused([]).focus == .review)
    }

    @Test func `A new customer whose address is taken is told so at the address`() {
        var form = RecordForm(.customer, needsFourEyes: false)
        var draft = RecordDraft(.customer)
        for (field, value) in [
            (RecordField.fullName, "Asha Testwala"), (.email, "asha@example.com"),
            (.phone, "9911002211"), (.country, "IND"),
        ] { draft[field] = value }
        form.take(pasted: PastedForm(.record(draft)))
        let now = Timestamp(milliseconds: 0)
        _ = form.handle(.key(.control("s")), at: now)
        _ = form.handle(.key(.enter), at: now)
        #expect(form.isSending)
        form.take(
            .rejected(
                "DollarPe refused the request.",
                fields: [.init(field: "email", text: "Email already in use")]))
        #expect(form.focus == .email)
        #expect(form.faults == [.email: "DollarPe: Email already in use"])
    }
}
