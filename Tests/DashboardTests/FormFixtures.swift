import Domain
import TerminalUI

@testable import Dashboard

/// People who do not exist, and a form at the hands of an operator.
enum FormFixtures {
    static let asha = "075986f3-282b-4555-bfcd-fad973e32596"
    static let ravi = "11111111-2222-4333-8444-555555555555"

    static let customers = [
        KYCForm.Customer(id: asha, name: "March intake 7", status: "UNVERIFIED"),
        KYCForm.Customer(id: ravi, name: "March intake 9", status: "FAILED"),
    ]

    static let requirements = KYCRequirements(
        documentTypes: ["AADHAAR", "PASSPORT", "VOTER_ID", "DRIVING_LICENSE"],
        additionalFields: [
            .init(name: "income_range", isURL: false, isRequired: true),
            .init(name: "profession", isURL: false, isRequired: true),
        ],
        rule: .allOf)

    /// 21 November 2026.
    static let today = CivilDate(daysSinceEpoch: 20_778)

    /// What is typed into the text fields; nothing of it may show outside the edited field.
    static let personal: [(field: KYCField, text: String)] = [
        (.fullName, "Asha Testwala"), (.phone, "+91 99110 02211"),
        (.fullAddress, "12 Nowhere Lane, Faketown"), (.dateOfBirth, "07-03-1991"),
        (.registeredDate, "15-10-2025"), (.taxNumber, "zzzpt1234q"),
        (.documentFrontImageURL, "https://files.example.com/kyc/front-8841.jpg?sig=5ecret"),
        (.documentBackImageURL, "https://files.example.com/kyc/back-8841.png"),
        (.documentNumber, "4321 8765 1199"),
        (.selfieURL, "https://files.example.com/kyc/selfie-8841.jpeg"),
        (.additional("income_range"), "five to ten"), (.additional("profession"), "juggler"),
    ]

    static func empty(glyphs: Glyphs = .unicode) -> KYCForm {
        KYCForm(customers: customers, selected: nil, today: today, glyphs: glyphs)
    }

    /// A form that was opened on a customer.
    static func preselected() -> KYCForm {
        KYCForm(customers: customers, selected: asha, today: today, glyphs: .unicode)
    }

    /// A form with the first customer chosen and the vendor's demands known.
    static func begun(glyphs: Glyphs = .unicode) -> KYCForm {
        var form = empty(glyphs: glyphs)
        form.press(.down, .enter)
        form.take(requirements: .success(requirements), for: asha)
        return form
    }

    /// A form filled in by typing alone, from the first field to the last.
    static func filled(glyphs: Glyphs = .unicode) -> KYCForm {
        var form = begun(glyphs: glyphs)
        for field in form.fields.dropFirst() {
            if field == .documentType {
                form.type("aadh")
            } else if field == .selfieVerificationStatus {
                form.press(.character(" "))
            } else if let text = personal.first(where: { $0.field == field })?.text {
                form.type(text)
            }
            form.press(.tab)
        }
        return form
    }

    static func reviewed(glyphs: Glyphs = .unicode) -> KYCForm {
        var form = filled(glyphs: glyphs)
        form.press(.control("s"))
        return form
    }

    static func screen(_ form: KYCForm, _ width: Int, _ height: Int) -> Frame {
        let size = Size(width: width, height: height)
        var frame = Frame(size: size)
        form.draw(into: &frame, in: Rect(size), theme: .plain)
        return frame
    }
}

extension KYCForm {
    /// Presses keys one after the other; gives the last outcome.
    @discardableResult
    mutating func press(_ keys: Key...) -> Outcome {
        keys.reduce(.stay) { _, key in handle(.key(key)) }
    }

    /// Types a text character by character; gives every outcome that is not `.stay`.
    @discardableResult
    mutating func type(_ text: String) -> [Outcome] {
        text.map { handle(.key(.character($0))) }.filter { $0 != .stay }
    }
}

/// A form somebody sits at: a reference, because an expectation cannot change a value.
@dynamicMemberLookup
final class Desk {
    var form: KYCForm

    init(_ form: KYCForm) {
        self.form = form
    }

    subscript<Value>(dynamicMember path: WritableKeyPath<KYCForm, Value>) -> Value {
        get { form[keyPath: path] }
        set { form[keyPath: path] = newValue }
    }

    subscript<Value>(dynamicMember path: KeyPath<KYCForm, Value>) -> Value {
        form[keyPath: path]
    }

    /// Presses keys one after the other; gives the last outcome.
    @discardableResult
    func press(_ keys: Key...) -> KYCForm.Outcome {
        keys.reduce(.stay) { _, key in form.handle(.key(key)) }
    }

    /// Types a text; gives every outcome that is not `.stay`.
    @discardableResult
    func type(_ text: String) -> [KYCForm.Outcome] { form.type(text) }

    @discardableResult
    func handle(_ input: InputEvent, in rect: Rect? = nil) -> KYCForm.Outcome {
        form.handle(input, in: rect)
    }

    /// Replaces a text as somebody would who went back to the field.
    func setText(_ text: String, of field: KYCField) {
        _ = form.setFocus(.field(field))
        press(.end, .control("u"))
        type(text)
    }

    func text(of field: KYCField) -> String { form.text(of: field) }

    func take(requirements: Result<KYCRequirements, CheckFailure>, for customer: String) {
        form.take(requirements: requirements, for: customer)
    }

    func take(answer: SubmissionAnswer, for customer: String) {
        form.take(answer: answer, for: customer)
    }
}
