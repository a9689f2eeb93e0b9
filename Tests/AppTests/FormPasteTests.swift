import Dashboard
import Domain
import Testing

@testable import App

/// What a paste holds of each form.
@Suite struct FormPasteTests {
    private func kyc(_ text: String, _ purpose: KYCForm.Purpose) -> KYCDraft? {
        guard case .kyc(let draft) = PastedForm(Personal(text), into: .kyc(purpose))?.draft else {
            return nil
        }
        return draft
    }

    private func record(_ text: String, _ sort: NewRecord.Sort) -> RecordDraft? {
        guard case .record(let draft) = PastedForm(Personal(text), into: .record(sort))?.draft
        else { return nil }
        return draft
    }

    @Test func `A row of a table fills a correction, with its customer or without`() {
        let row = "12 Nowhere Lane\tPASSPORT\thttps://x.example/f.png\thttps://x.example/b.png\tZ1"
        let draft = kyc(row, .correction(.document))
        #expect(draft?[.fullAddress] == "12 Nowhere Lane" && draft?[.documentNumber] == "Z1")
        let whole = kyc("4e6f1b20-a73c-11ec-b909-0242ac120002\t\(row)\n", .correction(.document))
        #expect(
            whole?[.customerID].hasPrefix("4e6f") == true && whole?[.documentType] == "PASSPORT")
        #expect(kyc("a\tb", .correction(.document)) == nil)
        #expect(kyc(row, .submission) == nil)
    }

    @Test func `A customer comes from an object or a row, optional fields left out`() {
        let row = record("Asha Testwala\tasha@example.com\t9911002211\tIND", .customer)
        #expect(row?[.email] == "asha@example.com" && row?[.country] == "IND")
        let object = record(
            #"[{"full_name": "Asha Testwala", "non_residence_status": false, "x": 1}]"#, .customer)
        #expect(object?[.fullName] == "Asha Testwala" && object?[.nonResident] == "no")
        #expect(record("Asha\tasha@example.com", .customer) == nil)
        #expect(record(#"{"name": "Asha"}"#, .customer) == nil)
    }

    @Test func `A row under a table's head is read by its names, in whatever order they are`() {
        let table = "tax_number\tfull_name\tdocument_number\nZZZPZ9876Z\tAsha Testwala\tZ1\n"
        let pasted = PastedForm(Personal(table + "ZZZPZ1111Z\tB\tZ2\n"), into: .kyc(.submission))
        guard case .kyc(let draft) = pasted?.draft else {
            Issue.record("nothing was read")
            return
        }
        #expect(draft[.taxNumber] == "ZZZPZ9876Z" && draft[.documentNumber] == "Z1")
        #expect(draft[.fullName] == "Asha Testwala")
        #expect(pasted?.others == 1)
        #expect(kyc("full_name\tphone\n", .submission) == nil)
        let customer = record("email\tfull_name\nasha@example.com\tAsha Testwala", .customer)
        #expect(customer?[.email] == "asha@example.com" && customer?[.fullName] == "Asha Testwala")
    }

    @Test func `What a paste holds and the form cannot take is named`() {
        let text = #"[{"full_name": "Asha Testwala", "phone": 9911002211, "shoe_size": "4"}, {}]"#
        let pasted = PastedForm(Personal(text), into: .kyc(.submission))
        #expect(pasted?.untaken == ["phone", "shoe_size"])
        #expect(pasted?.others == 1)
        let record = PastedForm(
            Personal(#"{"full_name": "Asha Testwala", "phone": ["1"]}"#), into: .record(.customer))
        #expect(record?.untaken == ["phone"])
    }

    @Test func `An order's numbers may be numbers`() {
        let draft = record(
            #"{"state": "DL", "article_id": 22128, "amount": 100, "quantity": "3"}"#, .order)
        #expect(draft?[.article] == "22128" && draft?[.amount] == "100" && draft?[.quantity] == "3")
    }
}
