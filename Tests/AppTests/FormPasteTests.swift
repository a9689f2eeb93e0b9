import Dashboard
import Domain
import Testing

@testable import App

/// What a paste holds of each form.
@Suite struct FormPasteTests {
    private func kyc(_ text: String, _ purpose: KYCForm.Purpose) -> KYCDraft? {
        guard case .kyc(let draft) = FormDraft(pasted: Personal(text), into: .kyc(purpose)) else {
            return nil
        }
        return draft
    }

    private func record(_ text: String, _ sort: NewRecord.Sort) -> RecordDraft? {
        guard case .record(let draft) = FormDraft(pasted: Personal(text), into: .record(sort))
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

    @Test func `An order's numbers may be numbers`() {
        let draft = record(
            #"{"state": "DL", "article_id": 22128, "amount": 100, "quantity": "3"}"#, .order)
        #expect(draft?[.article] == "22128" && draft?[.amount] == "100" && draft?[.quantity] == "3")
    }
}
