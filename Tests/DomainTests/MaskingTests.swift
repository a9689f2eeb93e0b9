import Domain
import Testing

@Suite struct MaskingTests {
    @Test(arguments: [
        ("ZZZPT1234Q", "••••4Q"), ("432187651199", "••••99"), ("+919911002211", "••••11"),
        ("Asha Testwala", "••••"), ("Ashatestwala", "••••"), ("07-03-1991", "••••"),
        ("1234567", "••••"), ("12 Nowhere Lane", "••••"), ("https://a.example/b.png", "••••"),
        ("", ""),
    ])
    func `A masked datum shows at most the end of a number`(clear: String, masked: String) {
        let personal = Personal(clear)
        #expect(personal.masked == masked)
        #expect("\(personal)" == masked)
        #expect(String(reflecting: personal) == masked)
    }

    @Test func `The preview has the vendor's names in the vendor's order, masked`() throws {
        let submission = try KYCValidationTests.good.validated(
            requirements: KYCValidationTests.requirements, today: KYCValidationTests.today
        ).get()
        let preview = submission.masked.map { "\($0.name) = \($0.value)" }
        #expect(
            preview == [
                "customer_id = 075986f3-282b-4555-bfcd-fad973e32596", "full_name = ••••",
                "phone = ••••11", "full_address = ••••", "dob = ••••", "registered_date = ••••",
                "tax_number = ••••4Q", "document_type = PASSPORT",
                "document_front_image_url = https://files.example.com/••••",
                "document_back_image_url = https://files.example.com/••••",
                "document_details.document_number = ••••12",
                "selfie_url = https://files.example.com/••••",
                "selfie_verification_status = true", "additional_info.profession = ••••",
            ])
    }

    @Test func `Neither a draft nor a submission can be printed in clear`() throws {
        let draft = KYCValidationTests.good
        let result = draft.validated(
            requirements: KYCValidationTests.requirements, today: KYCValidationTests.today)
        let submission = try result.get()
        var printed = "\(draft) \(submission) \(result) \([draft]) \(Optional(submission) as Any)"
        printed += String(reflecting: draft) + String(reflecting: submission)
        dump(draft, to: &printed)
        dump(submission, to: &printed)
        dump(result, to: &printed)
        for field in draft.fields where field.isPersonal {
            #expect(!printed.contains(draft[field]), "\(field.name) shows")
        }
        for part in ["1991", "Asha", "9911", "1063", "ZPT", "Nowhere", "front.jpg", "selfie.png"] {
            #expect(!printed.contains(part), "\(part) shows")
        }
        #expect(printed.contains("tax_number"))
    }

    @Test func `A PAN typed into the wrong field is masked there too`() {
        for field in KYCField.standard {
            #expect(!field.masked("ZZZPT1234Q").contains("ZZZPT"), "\(field.name)")
        }
    }
}
