import Dashboard
import Domain
import JSON

extension FormDraft {
    /// What a paste holds of a form: the first object of a JSON text in the vendor's field names,
    /// or a row of cells parted by tabs in the form's order; nil for anything else.
    init?(pasted text: Personal, into sort: FormSort) {
        let clear = text.revealed()
        let start = clear.first { !$0.isWhitespace }
        if start == "{" || start == "[" {
            self.init(json: Array(clear.utf8), into: sort)
            return
        }
        let row = clear.split(whereSeparator: \.isNewline).first ?? ""
        let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        switch sort {
        case .kyc(let purpose):
            var draft = KYCDraft()
            // Without its first cell, the customer, a row is one too.
            guard let fields = Self.last(cells.count, of: purpose.fields, leaving: 1) else {
                return nil
            }
            for (field, cell) in zip(fields, cells) { draft[field] = cell }
            self = .kyc(draft)
        case .record(let sort):
            var draft = RecordDraft(sort)
            // What the vendor does not need stands last and may be left out.
            guard cells.count <= sort.fields.count,
                cells.count >= sort.fields.count(where: \.isRequired)
            else { return nil }
            for (field, cell) in zip(sort.fields, cells) { draft[field] = cell }
            self = .record(draft)
        }
    }

    private static func last(
        _ count: Int, of fields: [KYCField], leaving most: Int
    ) -> ArraySlice<KYCField>? {
        (fields.count - most...fields.count).contains(count) ? fields.suffix(count) : nil
    }

    private init?(json bytes: [UInt8], into sort: FormSort) {
        switch sort {
        case .kyc:
            guard let file = try? SubmissionFile(bytes, name: "the paste"),
                let entry = file.entries.first, !entry.isUnreadable
            else { return nil }
            self = .kyc(entry.draft)
        case .record(let sort):
            guard let json = try? JSON(parsing: bytes) else { return nil }
            let draft = RecordDraft(sort, pastedJSON: json.array?.first ?? json)
            guard draft != RecordDraft(sort) else { return nil }
            self = .record(draft)
        }
    }
}

extension RecordDraft {
    /// Reads an object in the vendor's field names, in which numbers and yes or no may be values
    /// of their own.
    fileprivate init(_ sort: NewRecord.Sort, pastedJSON json: JSON) {
        self.init(sort)
        for member in json.object ?? [] {
            guard let field = RecordField(rawValue: member.name), sort.fields.contains(field)
            else { continue }
            if let text = member.value.string {
                self[field] = text
            } else if let number = member.value.integer {
                self[field] = String(number)
            } else if let flag = member.value.bool {
                self[field] = flag ? "yes" : "no"
            }
        }
    }
}
