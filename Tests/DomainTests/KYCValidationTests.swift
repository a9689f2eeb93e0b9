import Domain
import Testing

/// One typed text and what should come of it; a nil `sent` is a fault.
struct Typed: CustomTestStringConvertible {
    var field: KYCField
    var text: String
    var sent: String?

    var testDescription: String { "\(field.name) '\(text.debugDescription.prefix(50))'" }
}

@Suite struct KYCValidationTests {
    static let today = CivilDate(daysSinceEpoch: 20_778)
    static let requirements = KYCRequirements(
        documentTypes: ["AADHAAR", "PASSPORT"],
        additionalFields: [.init(name: "profession", isURL: false, isRequired: true)], rule: .allOf)

    /// A draft in which everything is right.
    static var good: KYCDraft {
        var draft = KYCDraft()
        draft[.customerID] = "075986f3-282b-4555-bfcd-fad973e32596"
        draft[.fullName] = "Asha Testwala"
        draft[.phone] = "9911002211"
        draft[.fullAddress] = "12 Nowhere Lane, Faketown"
        draft[.dateOfBirth] = "07-03-1991"
        draft[.registeredDate] = "15-10-2025"
        draft[.taxNumber] = "ZZZPT1234Q"
        draft[.documentType] = "PASSPORT"
        draft[.documentFrontImageURL] = "https://files.example.com/front.jpg"
        draft[.documentBackImageURL] = "https://files.example.com/back.pdf"
        draft[.documentNumber] = "BN1063456789012"
        draft[.selfieURL] = "https://files.example.com/selfie.png"
        draft[.selfieVerificationStatus] = "true"
        draft[.additional("profession")] = "juggler"
        return draft
    }

    static let table: [Typed] = [
        // A text, and what is sent for it; nil is a fault.
        row(
            .customerID, "075986F3-282B-4555-BFCD-FAD973E32596",
            "075986f3-282b-4555-bfcd-fad973e32596"),
        row(.customerID, "075986f3282b4555bfcdfad973e32596", nil),
        row(.customerID, "075986g3-282b-4555-bfcd-fad973e32596", nil),
        row(.fullName, "  Asha Testwala\n", "Asha Testwala"),
        row(.fullName, "आशा टेस्टवाला", "आशा टेस्टवाला"),
        row(.fullName, "ക്\u{200D}ഷമ", "ക്\u{200D}ഷമ"),
        row(.fullName, "12345", nil),
        row(.fullName, "Asha\nTestwala", nil),
        row(.fullName, "Asha \u{202E}alawtseT", nil),
        row(.fullName, "Asha\u{1B}[31m", nil),
        row(.fullName, "Asha\u{200B}Testwala", nil),
        row(.fullName, String(repeating: "a", count: 255), String(repeating: "a", count: 255)),
        row(.fullName, String(repeating: "a", count: 256), nil),
        row(.phone, "+91 99110 02211", "9911002211"),
        row(.phone, "09911002211", nil),
        row(.phone, "991100221", nil),
        row(.phone, "99110022111", nil),
        row(.phone, "+1 9911002211", nil),
        row(.phone, "0991100221", nil),
        row(.phone, "९९११००२२११", nil),
        row(.fullAddress, "", nil),
        row(.fullAddress, "   ", nil),
        row(.fullAddress, "12 Nowhere Lane\r\nFaketown", nil),
        row(.dateOfBirth, "29-02-1992", "29-02-1992"),
        row(.dateOfBirth, "29-02-1991", nil),
        row(.dateOfBirth, "31-04-1991", nil),
        row(.dateOfBirth, "1991-03-07", nil),
        row(.dateOfBirth, "7-3-1991", nil),
        row(.dateOfBirth, "07/03/1991", nil),
        row(.dateOfBirth, "22-11-1896", "22-11-1896"),
        row(.dateOfBirth, "21-11-1896", nil),
        row(.dateOfBirth, "15-10-2025", nil),
        row(.dateOfBirth, "14-10-2025", "14-10-2025"),
        row(.registeredDate, "21-11-2026", "21-11-2026"),
        row(.registeredDate, "22-11-2026", nil),
        row(.taxNumber, "zzzpt1234q", "ZZZPT1234Q"),
        row(.taxNumber, "ZZZCT1234Q", nil),
        row(.taxNumber, "ZZZPT12345", nil),
        row(.taxNumber, "ZZPT1234QQ", nil),
        row(.taxNumber, "ZZZPT1234QQ", nil),
        row(.taxNumber, "ßßPT1234Q", nil),
        row(.documentType, "passport", "PASSPORT"),
        row(.documentType, "VOTER_ID", nil),
        row(
            .documentFrontImageURL, "HTTPS://Files.example.com:8443/a/front.JPEG?sig=a%2Fb",
            "HTTPS://Files.example.com:8443/a/front.JPEG?sig=a%2Fb"),
        row(
            .documentFrontImageURL, "http://127.0.0.1:8080/front.png",
            "http://127.0.0.1:8080/front.png"),
        row(.documentFrontImageURL, "http://[::1]:8080/front.png", "http://[::1]:8080/front.png"),
        row(.documentFrontImageURL, "http://localhost/front.png", "http://localhost/front.png"),
        row(.documentFrontImageURL, "http://files.example.com/front.png", nil),
        row(.documentFrontImageURL, "http://127.evil.example/front.png", nil),
        row(.documentFrontImageURL, "http://127.1/front.png", nil),
        row(.documentFrontImageURL, "http://127.0.0.1.example.com/front.png", nil),
        row(.documentFrontImageURL, "http://localhost@files.example.com/front.png", nil),
        row(.documentFrontImageURL, "https://user:pass@files.example.com/front.png", nil),
        row(.documentFrontImageURL, "ftp://files.example.com/front.png", nil),
        row(.documentFrontImageURL, "file:///etc/front.png", nil),
        row(.documentFrontImageURL, "https:///front.png", nil),
        row(.documentFrontImageURL, "https://files..example.com/front.png", nil),
        row(.documentFrontImageURL, "https://files.example.com:0/front.png", nil),
        row(.documentFrontImageURL, "https://files.example.com:99999/front.png", nil),
        row(.documentFrontImageURL, "https://files.example.com/front.gif", nil),
        row(.documentFrontImageURL, "https://files.example.com/front?name=a.png", nil),
        row(.documentFrontImageURL, "https://files.example.com/.png", nil),
        row(.documentFrontImageURL, "https://photo.png", nil),
        row(.documentFrontImageURL, "https://files.example.com/fr ont.png", nil),
        row(.documentFrontImageURL, "https://files.example.com/prés.png", nil),
        row(.documentFrontImageURL, "data:image/png;base64,AAAA", nil),
        row(
            .documentBackImageURL,
            "https://files.example.com/" + String(repeating: "b", count: 970) + ".pdf",
            "https://files.example.com/" + String(repeating: "b", count: 970) + ".pdf"),
        row(
            .documentBackImageURL,
            "https://files.example.com/" + String(repeating: "b", count: 971) + ".pdf", nil),
        row(.selfieURL, "https://files.example.com/selfie.pdf", nil),
        row(.documentNumber, "MH12 20110012345", "MH12 20110012345"),
        row(.documentNumber, "---", nil),
        row(.selfieVerificationStatus, "False", "false"),
        row(.selfieVerificationStatus, "yes", nil),
        row(.additional("profession"), " juggler ", "juggler"),
        row(.additional("profession"), "", nil),
    ]

    private static func row(_ field: KYCField, _ text: String, _ sent: String?) -> Typed {
        Typed(field: field, text: text, sent: sent)
    }

    @Test func `A draft in which everything is right is a submission of the same values`() throws {
        let submission = try Self.good
            .validated(requirements: Self.requirements, today: Self.today).get()
        for field in Self.good.fields {
            #expect(sent(field, in: submission) == Self.good[field])
        }
    }

    @Test(arguments: table)
    func `A text is put into the vendor's form or is the only fault`(typed: Typed) {
        var draft = Self.good
        draft[typed.field] = typed.text
        switch draft.validated(requirements: Self.requirements, today: Self.today) {
        case .success(let submission):
            #expect(sent(typed.field, in: submission) == typed.sent)
        case .failure(let faults):
            #expect(typed.sent == nil)
            #expect(faults.all.map(\.field) == [typed.field])
            let sentence = faults.all.first?.sentence ?? ""
            #expect(sentence.hasSuffix("."))
            #expect(typed.text.count < 4 || !sentence.contains(typed.text))
            #expect(!sentence.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }

    @Test func `An empty draft has every fault at once, in the vendor's order`() {
        let faults = failure(KYCDraft(), Self.requirements)
        #expect(faults.map(\.field) == KYCField.standard + [.additional("profession")])
        #expect(
            faults.map(\.sentence).contains("Nothing is given; wanted: DD-MM-YYYY."))
    }

    @Test func `An Aadhaar number has twelve digits and loses its spaces`() throws {
        var draft = Self.good
        draft[.documentType] = "AADHAAR"
        #expect(failure(draft, Self.requirements).map(\.field) == [.documentNumber])
        draft[.documentNumber] = "4321 8765 1199"
        let submission =
            try draft
            .validated(requirements: Self.requirements, today: Self.today).get()
        #expect(submission.documentNumber.revealed() == "432187651199")
    }

    @Test func `A birth is before the registration, whichever of the two was typed wrong`() {
        var draft = Self.good
        draft[.registeredDate] = "06-03-1991"
        let faults = failure(draft, Self.requirements)
        #expect(faults.map(\.field) == [.dateOfBirth])
        #expect(faults.first?.sentence.contains("registered_date") == true)
    }

    @Test func `Extra fields are demanded as the customer's configuration says`() {
        var any = Self.requirements
        any.additionalFields = [
            .init(name: "ssn_number", isURL: false, isRequired: false),
            .init(name: "visa", isURL: true, isRequired: false),
            .init(name: "profession", isURL: false, isRequired: false),
        ]
        any.rule = .anyOf(atLeast: 2)
        var draft = Self.good
        #expect(failure(draft, any).map(\.field) == [.additional("ssn_number")])
        draft[.additional("visa")] = "not a link"
        #expect(failure(draft, any).map(\.field) == [.additional("visa")])
        draft[.additional("visa")] = "https://files.example.com/visa"
        #expect(failure(draft, any).isEmpty)
        any.additionalFields[0].isRequired = true
        #expect(failure(draft, any).map(\.field) == [.additional("ssn_number")])
        any.rule = .allOf
        #expect(failure(draft, any).map(\.field) == [.additional("ssn_number")])
    }

    @Test func `An extra field that nobody asks for is a fault, with nothing in it it is none`() {
        var draft = Self.good
        draft[.additional("visa")] = ""
        #expect(failure(draft, Self.requirements).isEmpty)
        draft[.additional("visa")] = "something"
        #expect(failure(draft, Self.requirements).map(\.field) == [.additional("visa")])
    }

    @Test func `Extra fields are sent in the configuration's order`() throws {
        var requirements = Self.requirements
        requirements.additionalFields.insert(
            .init(name: "income_range", isURL: false, isRequired: true), at: 0)
        var draft = Self.good
        draft[.additional("income_range")] = "five to ten"
        let submission = try draft.validated(requirements: requirements, today: Self.today).get()
        #expect(submission.additionalInfo.map(\.name) == ["income_range", "profession"])
    }

    @Test func `A vendor's field name with control characters cannot reach the screen`() {
        var hostile = Self.requirements
        hostile.documentTypes = ["BAD\u{1B}]0;x\u{07}"]
        hostile.additionalFields = [.init(name: "p\u{1B}[2J\n", isURL: false, isRequired: true)]
        let faults = failure(Self.good, hostile)
        let said = faults.map { $0.field.name + $0.sentence }.joined()
        #expect(faults.count == 3)
        #expect(!said.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }

    @Test func `Every field is found again by the vendor's name`() {
        for field in Self.good.fields { #expect(KYCField(rawValue: field.rawValue) == field) }
        #expect(KYCField(rawValue: "fullname") == nil)
    }

    private func failure(_ draft: KYCDraft, _ requirements: KYCRequirements) -> [KYCFault] {
        switch draft.validated(requirements: requirements, today: Self.today) {
        case .success: []
        case .failure(let faults): faults.all
        }
    }

    /// What the submission carries of a field, in clear.
    private func sent(_ field: KYCField, in submission: KYCSubmission) -> String? {
        switch field {
        case .customerID: submission.customerID
        case .fullName: submission.fullName.revealed()
        case .phone: submission.phone.revealed()
        case .fullAddress: submission.fullAddress.revealed()
        case .dateOfBirth: submission.dateOfBirth.dayMonthYear
        case .registeredDate: submission.registeredDate.dayMonthYear
        case .taxNumber: submission.taxNumber.revealed()
        case .documentType: submission.documentType
        case .documentFrontImageURL: submission.documentFrontImageURL.revealed()
        case .documentBackImageURL: submission.documentBackImageURL.revealed()
        case .documentNumber: submission.documentNumber.revealed()
        case .selfieURL: submission.selfieURL.revealed()
        case .selfieVerificationStatus: String(submission.selfieVerified)
        case .additional(let name):
            submission.additionalInfo.first { $0.name == name }?.value.revealed()
        }
    }
}
