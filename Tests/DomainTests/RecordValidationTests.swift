import Domain
import Testing

/// What may stand in each field of a new customer and of an order of stamps.
@Suite struct RecordValidationTests {
    /// A field, what is typed, and what is sent of it; nil for what is refused.
    struct Row: Sendable, CustomTestStringConvertible {
        let field: RecordField
        let typed: String
        let sent: String?

        init(_ field: RecordField, _ typed: String, _ sent: String?) {
            (self.field, self.typed, self.sent) = (field, typed, sent)
        }

        var testDescription: String { "\(field.rawValue) \(typed.prefix(20))" }
    }

    static let long = String(repeating: "x", count: 256)

    static let rows: [Row] = [
        Row(.fullName, " Asha Testwala ", "Asha Testwala"), Row(.fullName, "आशा", "आशा"),
        Row(.fullName, "", nil), Row(.fullName, "1234", nil), Row(.fullName, long, nil),
        Row(.fullName, "A\u{1B}[2J", nil), Row(.fullName, "A\u{202E}B", nil),
        Row(.email, "asha@example.com", "asha@example.com"),
        Row(.email, "a.b+c@mail.example.co.in", "a.b+c@mail.example.co.in"),
        Row(.email, "asha", nil), Row(.email, "asha@", nil), Row(.email, "@example.com", nil),
        Row(.email, "a@b@example.com", nil), Row(.email, "asha@example", nil),
        Row(.email, "asha@example..com", nil), Row(.email, "as ha@example.com", nil),
        Row(.email, "Asha <asha@example.com>", nil), Row(.email, "", nil),
        Row(.phone, "+91 99110 02211", "9911002211"), Row(.phone, "9911002211", "9911002211"),
        Row(.phone, "991100221", nil), Row(.phone, "99110022111", nil),
        Row(.phone, "+44 9911002211", nil), Row(.phone, "", nil),
        Row(.country, "ind", "IND"), Row(.country, "IN", nil), Row(.country, "IND1", nil),
        Row(.country, "I1D", nil), Row(.country, "", nil),
        Row(.clientReference, "u-1", "u-1"), Row(.clientReference, "", ""),
        Row(.clientReference, long, nil),
        Row(.nonResident, "", ""), Row(.nonResident, "Yes", "yes"), Row(.nonResident, "n", "no"),
        Row(.nonResident, "maybe", nil),
        Row(.residence, "", ""), Row(.residence, "gbr", "GBR"), Row(.residence, "GB", nil),
        Row(.firstParty, "Invented Traders", "Invented Traders"), Row(.firstParty, "", nil),
        Row(.secondParty, "Borrower", "Borrower"), Row(.secondParty, "", nil),
        Row(.state, "dl", "DL"), Row(.state, "CT", "CT"), Row(.state, "CG", nil),
        Row(.state, "", nil), Row(.state, "Delhi", nil),
        Row(.article, "22128", "22128"), Row(.article, "0022128", "22128"),
        Row(.article, "1", nil), Row(.article, "x", nil), Row(.article, "", nil),
        Row(.amount, "1", "1"), Row(.amount, "0", nil), Row(.amount, "-5", nil),
        Row(.amount, "1.5", nil), Row(.amount, "1,000", nil), Row(.amount, "٣", nil),
        Row(.amount, "9999999999999", nil), Row(.amount, "", nil),
        Row(.consideration, "0", "0"), Row(.consideration, "", nil),
        Row(.quantity, "250", "250"), Row(.quantity, "0", nil), Row(.quantity, "", nil),
        Row(.purpose, "Loan papers", "Loan papers"), Row(.purpose, "", nil),
        Row(.firstPartyAddress, "", ""), Row(.firstPartyAddress, long, nil),
        Row(.firstPartyAddress, "1 Road", "1 Road"),
        Row(.firstPartyFather, "A\nB", nil), Row(.courierAddress, long, nil),
    ]

    static func draft(_ sort: NewRecord.Sort) -> RecordDraft {
        var draft = RecordDraft(sort)
        let values: [(RecordField, String)] = [
            (.fullName, "Asha Testwala"), (.email, "asha@example.com"), (.phone, "9911002211"),
            (.country, "IND"), (.firstParty, "Invented Traders"), (.secondParty, "Borrower"),
            (.state, "DL"), (.article, "22128"), (.amount, "100"), (.consideration, "0"),
            (.quantity, "3"), (.purpose, "Loan papers"),
        ]
        for (field, value) in values where sort.fields.contains(field) { draft[field] = value }
        return draft
    }

    static let articles = [StampArticle(id: "22128", code: "A", name: "Agreement")]

    @Test(arguments: rows)
    func `Each field takes what the vendor takes and nothing else`(row: Row) {
        let sort = NewRecord.Sort.allCases.first { $0.fields.contains(row.field) } ?? .customer
        var draft = Self.draft(sort)
        draft[row.field] = row.typed
        switch draft.validated(articles: Self.articles) {
        case .success(let record):
            #expect(record.draft[row.field] == row.sent)
            // What was put into the vendor's form stays as it is.
            #expect(record.draft.validated(articles: Self.articles) == .success(record))
        case .failure(let faults):
            #expect(row.sent == nil)
            #expect(Array(faults.sentences.keys) == [row.field])
            let sentence = faults.sentences[row.field] ?? ""
            #expect(sentence.contains("; wanted: "))
            if row.typed.count > 3 { #expect(!sentence.contains(row.typed)) }
        }
    }

    @Test(arguments: NewRecord.Sort.allCases)
    func `Every field has a row that passes and one that does not`(sort: NewRecord.Sort) {
        for field in sort.fields {
            let of = Self.rows.filter { $0.field == field }
            #expect(of.contains { $0.sent == nil } && !of.isEmpty, "\(field.rawValue)")
        }
        guard case .failure(let faults) = RecordDraft(sort).validated() else {
            Issue.record("nothing at all passes")
            return
        }
        #expect(Set(faults.sentences.keys) == Set(sort.fields.filter(\.isRequired)))
    }

    @Test func `Nothing personal is printed`() throws {
        var draft = Self.draft(.customer)
        draft[.clientReference] = "u-1"
        let record = try draft.validated().get()
        for text in ["\(draft)", "\(record)", "\(record.masked)"] {
            for secret in ["Testwala", "asha@", "9911002211"] { #expect(!text.contains(secret)) }
        }
        var dumped = ""
        dump(record, to: &dumped)
        dump(draft, to: &dumped)
        #expect(!dumped.contains("Testwala"))
    }

    @Test(arguments: [
        (RecordField.clientReference, "u-1", "u-1"), (.clientReference, "9911002211", "••••"),
        (.purpose, "loan agreements", "loan agreements"), (.purpose, "for a@example.com", "••••"),
        (.secondParty, "Borrower ABCPE1234F", "••••"), (.amount, "9911002211", "9911002211"),
        (.email, "a@example.com", "••••"),
    ])
    func `What looks like a person's data is masked in a free text too`(
        field: RecordField, value: String, shown: String
    ) {
        #expect(field.masked(value) == shown)
    }
}
