import Dashboard
import Domain
import JSON

extension PastedForm {
    /// What a paste holds of a form: the first object of a JSON text in the vendor's field names,
    /// or a row of cells parted by tabs, in the form's order or under a row of the vendor's names;
    /// nil for anything else.
    init?(_ text: Personal, into sort: FormSort) {
        let clear = text.revealed()
        let start = clear.first { !$0.isWhitespace }
        if start == "{" || start == "[" {
            self.init(json: Array(clear.utf8), into: sort)
        } else {
            let rows = clear.split(whereSeparator: \.isNewline).map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
            self.init(rows: rows, into: sort)
        }
    }

    // MARK: Rows

    private init?(rows: [[String]], into sort: FormSort) {
        var rows = rows[...]
        guard let first = rows.popFirst() else { return nil }
        let draft: FormDraft
        switch sort {
        case .kyc(let purpose):
            var kyc = KYCDraft()
            let fields: [KYCField]
            let cells: [String]
            if let named = Self.head(first, SubmissionFile.field(ofColumn:)) {
                guard let row = rows.popFirst(), row.count == named.count else { return nil }
                (fields, cells) = (named, row)
            } else {
                // Without its first cell, the customer, a row is one too.
                guard let ordered = Self.last(first.count, of: purpose.fields, leaving: 1) else {
                    return nil
                }
                (fields, cells) = (Array(ordered), first)
            }
            for (field, cell) in zip(fields, cells) { kyc[field] = cell }
            draft = .kyc(kyc)
        case .record(let sort):
            var record = RecordDraft(sort)
            let named = Self.head(first) { name in
                RecordField(rawValue: name).flatMap { sort.fields.contains($0) ? $0 : nil }
            }
            if let named {
                guard let row = rows.popFirst(), row.count == named.count else { return nil }
                for (field, cell) in zip(named, row) { record[field] = cell }
            } else {
                // What the vendor does not need stands last and may be left out.
                guard first.count <= sort.fields.count,
                    first.count >= sort.fields.count(where: \.isRequired)
                else { return nil }
                for (field, cell) in zip(sort.fields, first) { record[field] = cell }
            }
            draft = .record(record)
        }
        self.init(draft, others: rows.count)
    }

    /// The fields that a row of names stands for; nil when it is a row of values.
    private static func head<Field>(
        _ row: [String], _ field: (String) -> Field?
    ) -> [Field]? {
        let fields = row.compactMap { cell in field(cell.filter { !$0.isWhitespace }) }
        return fields.count == row.count && row.count > 1 ? fields : nil
    }

    private static func last(
        _ count: Int, of fields: [KYCField], leaving most: Int
    ) -> ArraySlice<KYCField>? {
        (fields.count - most...fields.count).contains(count) ? fields.suffix(count) : nil
    }

    // MARK: JSON

    private init?(json bytes: [UInt8], into sort: FormSort) {
        switch sort {
        case .kyc:
            guard let file = try? SubmissionFile(bytes, name: "the paste"),
                let entry = file.entries.first, !entry.isUnreadable
            else { return nil }
            self.init(
                .kyc(entry.draft), untaken: entry.faults.map(\.field).filter { !$0.isEmpty },
                others: file.entries.count - 1)
        case .record(let sort):
            guard let json = try? JSON(parsing: bytes) else { return nil }
            var draft = RecordDraft(sort)
            let untaken = draft.take(json.array?.first ?? json)
            guard draft != RecordDraft(sort) else { return nil }
            self.init(
                .record(draft), untaken: untaken, others: max(0, (json.array?.count ?? 1) - 1))
        }
    }
}

extension RecordDraft {
    /// Takes the values of an object in the vendor's field names, in which numbers and yes or no
    /// may be values of their own; gives the names that it could not take.
    fileprivate mutating func take(_ json: JSON) -> [String] {
        var untaken: [String] = []
        for member in json.object ?? [] {
            let field = RecordField(rawValue: member.name)
            if let field, sort.fields.contains(field), let text = member.value.formText {
                self[field] = text
            } else if !member.value.isNull {
                untaken.append(PlainText.of(member.name, limit: 60))
            }
        }
        return untaken
    }
}

extension JSON {
    /// A single value as it is typed into a form.
    fileprivate var formText: String? {
        string ?? integer.map { String($0) } ?? bool.map { $0 ? "yes" : "no" }
    }
}
