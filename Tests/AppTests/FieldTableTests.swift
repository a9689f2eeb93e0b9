import Domain
import JSON
import TerminalUI
import Testing

@testable import App
@testable import Dashboard

/// A text in a field, and what is said of it; nil when it may be sent.
struct FieldRow: CustomTestStringConvertible {
    let field: KYCField
    let typed: String
    let said: String?
    /// What the form makes of it as it is typed, so that there is nothing to say.
    let becomes: String?

    init(
        _ field: KYCField, _ typed: String, _ said: String? = nil, inTheForm becomes: String? = nil
    ) {
        (self.field, self.typed, self.said, self.becomes) = (field, typed, said, becomes)
    }

    var testDescription: String { "\(field.name) '\(typed.debugDescription.prefix(40))'" }
}

/// The form and the command line say the same of the same text, field by field.
@Suite struct FieldTableTests {
    static let customer = "075986f3-282b-4555-bfcd-fad973e32596"
    static let today = CivilDate(daysSinceEpoch: 20_778)
    static let requirements = KYCRequirements(
        documentTypes: ["AADHAAR", "PASSPORT"],
        additionalFields: [
            .init(name: "profession", isURL: false, isRequired: true),
            .init(name: "payslip", isURL: true, isRequired: true),
        ], rule: .allOf)

    /// What is right in every field.
    static let good: [(KYCField, String)] = [
        (.customerID, customer), (.fullName, "Asha Testwala"), (.phone, "9911002211"),
        (.fullAddress, "12 Nowhere Lane, Faketown"), (.dateOfBirth, "07-03-1991"),
        (.registeredDate, "15-10-2025"), (.taxNumber, "ZZZPT1234Q"), (.documentType, "PASSPORT"),
        (.documentFrontImageURL, "https://files.example.com/front.jpg"),
        (.documentBackImageURL, "https://files.example.com/back.pdf"),
        (.documentNumber, "BN1063456"), (.selfieURL, "https://files.example.com/selfie.png"),
        (.additional("profession"), "juggler"),
        (.additional("payslip"), "https://files.example.com/payslip"),
    ]

    private static let link = "https link to JPG, JPEG, PNG or PDF."
    private static let name = "the name as on the PAN."
    private static let pan = "a personal PAN, AAAPA9999A."
    private static let plain = "Line breaks and invisible characters are not allowed"
    private static let long = String(repeating: "x", count: 256)

    static let rows: [FieldRow] = [
        FieldRow(.customerID, customer.uppercased()),
        FieldRow(.customerID, "075986f3", "Not a UUID; wanted: a customer UUID."),
        FieldRow(.customerID, "", "Nothing is given; wanted: a customer UUID."),

        FieldRow(.fullName, "आशा टेस्टवाला"), FieldRow(.fullName, "  Asha O'Testwala-Muster "),
        FieldRow(.fullName, "محمد مثال"), FieldRow(.fullName, "三月 花子"),
        FieldRow(.fullName, "", "Nothing is given; wanted: \(name)"),
        FieldRow(.fullName, "   ", "Nothing is given; wanted: \(name)"),
        FieldRow(.fullName, "12345", "No letter in it; wanted: \(name)"),
        FieldRow(.fullName, "Asha \u{202E}alawtseT", "\(plain); wanted: \(name)"),
        FieldRow(.fullName, "Asha\u{200B}Testwala", "\(plain); wanted: \(name)"),
        FieldRow(.fullName, "Asha\u{1B}[31m", "\(plain); wanted: \(name)"),
        FieldRow(.fullName, long, "Longer than 255 characters; wanted: \(name)"),

        FieldRow(.phone, "+91 99110 02211"),
        FieldRow(.phone, "09911002211", "Not an Indian number; wanted: 10 digits."),
        FieldRow(.phone, "991100221", "Not an Indian number; wanted: 10 digits."),
        FieldRow(.phone, "+44 9911002211", "Not an Indian number; wanted: 10 digits."),
        FieldRow(.phone, "९९११००२२११", "Not an Indian number; wanted: 10 digits."),
        FieldRow(.phone, "", "Nothing is given; wanted: 10 digits."),

        FieldRow(.fullAddress, "१२ कहीं नहीं गली, नकली नगर"),
        FieldRow(.fullAddress, "", "Nothing is given; wanted: the whole address on one line."),
        FieldRow(
            .fullAddress, "12 Lane\nTown", "\(plain); wanted: the whole address on one line."),

        FieldRow(.dateOfBirth, "29-02-1992"),
        FieldRow(.dateOfBirth, "29-02-1991", "Not a real date; wanted: DD-MM-YYYY."),
        FieldRow(.dateOfBirth, "31-04-1991", "Not a real date; wanted: DD-MM-YYYY."),
        FieldRow(.dateOfBirth, "00-00-0000", "Not a real date; wanted: DD-MM-YYYY."),
        FieldRow(
            .dateOfBirth, "1991-03-07", "Not a real date; wanted: DD-MM-YYYY.",
            inTheForm: "07-03-1991"),
        FieldRow(
            .dateOfBirth, "7-3-1991", "Not a real date; wanted: DD-MM-YYYY.",
            inTheForm: "07-03-1991"),
        FieldRow(.dateOfBirth, "22-11-2026", "In the future; wanted: DD-MM-YYYY."),
        FieldRow(.dateOfBirth, "21-11-1896", "130 years ago or more; wanted: DD-MM-YYYY."),
        FieldRow(.dateOfBirth, "15-10-2025", "Not before registered_date; wanted: DD-MM-YYYY."),
        FieldRow(.dateOfBirth, "", "Nothing is given; wanted: DD-MM-YYYY."),
        FieldRow(.registeredDate, "21-11-2026"),
        FieldRow(.registeredDate, "22-11-2026", "In the future; wanted: DD-MM-YYYY."),
        FieldRow(.registeredDate, "32-01-2026", "Not a real date; wanted: DD-MM-YYYY."),

        FieldRow(.taxNumber, "zzzpt1234q"),
        FieldRow(
            .taxNumber, "ZZZCT1234Q",
            "The fourth letter is not P, so this is no person's PAN; wanted: \(pan)"),
        FieldRow(.taxNumber, "ZZZP1234QQ", "Not 5 letters, 4 digits and 1 letter; wanted: \(pan)"),
        FieldRow(.taxNumber, "ZZZPT1234", "Not 5 letters, 4 digits and 1 letter; wanted: \(pan)"),
        FieldRow(.taxNumber, "", "Nothing is given; wanted: \(pan)"),

        FieldRow(.documentType, "PASSPORT"),
        FieldRow(
            .documentType, "VOTER_ID",
            "Not one of AADHAAR, PASSPORT; wanted: one of the customer's document types."),
        FieldRow(
            .documentType, "", "Nothing is given; wanted: one of the customer's document types."),

        FieldRow(.documentFrontImageURL, "https://files.example.com:8443/a/FRONT.JPEG?sig=a%2Fb"),
        FieldRow(.documentFrontImageURL, "http://127.0.0.1:8080/front.png"),
        FieldRow(
            .documentFrontImageURL, "http://files.example.com/front.png",
            "Only https is allowed; wanted: \(link)"),
        FieldRow(
            .documentFrontImageURL, "ftp://files.example.com/front.png",
            "Only https is allowed; wanted: \(link)"),
        FieldRow(.documentFrontImageURL, "front.png", "Not a link; wanted: \(link)"),
        FieldRow(
            .documentFrontImageURL, "https://user:pass@files.example.com/front.png",
            "A link must not carry a user name or password; wanted: \(link)"),
        FieldRow(
            .documentFrontImageURL, "https://files.example.com/front.gif",
            "The link does not lead to a file of an allowed type; wanted: \(link)"),
        FieldRow(.documentFrontImageURL, "", "Nothing is given; wanted: \(link)"),
        FieldRow(.documentBackImageURL, "https://files.example.com/back.png"),
        FieldRow(
            .documentBackImageURL, "https://files.example.com/fr ont.png",
            "Not a link; wanted: \(link)"),

        FieldRow(.documentNumber, "MH12 20110012345"),
        FieldRow(
            .documentNumber, "---", "No letter or digit in it; wanted: the document's number."),
        FieldRow(.documentNumber, "", "Nothing is given; wanted: the document's number."),

        FieldRow(.selfieURL, "https://files.example.com/selfie.jpg"),
        FieldRow(
            .selfieURL, "https://files.example.com/selfie.pdf",
            "The link does not lead to a file of an allowed type; wanted: "
                + "https link to JPG, JPEG or PNG."),
        FieldRow(.selfieURL, "", "Nothing is given; wanted: https link to JPG, JPEG or PNG."),

        FieldRow(.additional("profession"), " juggler "),
        FieldRow(.additional("profession"), "", "Nothing is given; wanted: text."),
        FieldRow(
            .additional("profession"), "a\u{7}b", "\(plain); wanted: text."),
        FieldRow(.additional("payslip"), "https://files.example.com/payslip.anything"),
        FieldRow(
            .additional("payslip"), "payslip.pdf", "Not a link; wanted: an https link."),
    ]

    @Test(arguments: rows)
    func `The form and the command line say the same of a text`(row: FieldRow) throws {
        #expect(try said(inForm: row) == (row.becomes == nil ? row.said : nil))
        #expect(try said(onCommandLine: row) == row.said)
    }

    @Test(arguments: rows.filter { $0.becomes != nil })
    func `What the form completes is what the command line wants`(row: FieldRow) throws {
        let completed = try #require(row.becomes)
        #expect(filled(by: row, ofType: "PASSPORT").texts[row.field]?.text == completed)
        #expect(try said(onCommandLine: FieldRow(row.field, completed)) == nil)
    }

    @Test func `Every field that is typed has a row that passes and one that does not`() {
        for (field, _) in Self.good {
            let of = Self.rows.filter { $0.field == field }
            #expect(of.contains { $0.said == nil } && of.contains { $0.said != nil }, "\(field)")
        }
        // The one field without a text is a switch in the form, and true or false in a file.
        let typed = Set(Self.good.map(\.0))
        #expect(KYCField.standard.filter { !typed.contains($0) } == [.selfieVerificationStatus])
    }

    @Test func `An Aadhaar number has its own rule in both`() throws {
        let said = "An AADHAAR number has 12 digits; wanted: the document's number."
        for (number, fault) in [("4321 8765 1199", nil), ("4321", said)] {
            let row = FieldRow(.documentNumber, number, fault)
            #expect(try self.said(inForm: row, ofType: "AADHAAR") == fault)
            #expect(try self.said(onCommandLine: row, ofType: "AADHAAR") == fault)
        }
    }

    /// What the form shows beside the field when it is to be reviewed, and nothing beside others.
    private func said(inForm row: FieldRow, ofType type: String = "PASSPORT") throws -> String? {
        let isCustomer = row.field == .customerID
        var form = filled(by: row, ofType: type)
        _ = form.openReview()
        _ = form.openReview()
        if case .reviewing = form.phase { return nil }
        let faults = form.visibleFaults
        #expect(Set(faults.keys).subtracting(extra(isCustomer)) == [row.field])
        return faults[row.field]
    }

    private func filled(by row: FieldRow, ofType type: String) -> KYCForm {
        let isCustomer = row.field == .customerID
        var form = KYCForm(
            customers: [], selected: isCustomer ? nil : Self.customer, today: Self.today,
            glyphs: .unicode)
        form.take(requirements: .success(Self.requirements), for: Self.customer)
        var draft = KYCDraft()
        for (field, text) in Self.good where field != .customerID { draft[field] = text }
        draft[.documentType] = type
        if !isCustomer { draft[row.field] = row.typed }
        if isCustomer { _ = form.handle(.paste(row.typed)) }
        if form.customer.chosen == Self.customer {
            form.take(requirements: .success(Self.requirements), for: Self.customer)
        }
        form.restore(draft, of: form.subject, from: "12:00")
        for (field, text) in Self.good where isCustomer && field != .customerID {
            form.texts[field] = TextField(text)
        }
        return form
    }

    /// Without a customer nobody knows what else is demanded.
    private func extra(_ isCustomer: Bool) -> Set<KYCField> {
        isCustomer ? [.documentType] : []
    }

    /// What `submit` says of the field in a file, and nothing of others.
    private func said(
        onCommandLine row: FieldRow, ofType type: String = "PASSPORT"
    ) throws -> String? {
        var members: [JSON.Member] = []
        var details: [JSON.Member] = []
        var info: [JSON.Member] = []
        for (field, good) in Self.good {
            var text = field == .documentType ? type : good
            if field == row.field { text = row.typed }
            switch field {
            case .documentNumber: details.append(.init("document_number", .string(text)))
            case .additional(let name): info.append(.init(name, .string(text)))
            default: members.append(.init(field.rawValue, .string(text)))
            }
        }
        members.append(.init("document_details", .object(details)))
        members.append(.init("selfie_verification_status", .bool(true)))
        members.append(.init("additional_info", .object(info)))
        let bytes = Array(JSON.object(members).text().utf8)
        let file = try SubmissionFile(bytes, name: "people.json")
        let id = ItemKey(kind: .kyc, id: row.field == .customerID ? row.typed : Self.customer)?.id
        let faults = file.faults(
            requirements: [id ?? "": Self.requirements], today: Self.today)
        #expect(faults.allSatisfy { $0.field == row.field.name })
        #expect(faults.count <= 1)
        return faults.first?.sentence
    }
}
