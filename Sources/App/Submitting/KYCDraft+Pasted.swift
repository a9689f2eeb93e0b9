import Domain

extension KYCDraft {
    /// What a paste holds: the first submission of a JSON text in the vendor's field names, or a
    /// row of cells parted by tabs in the vendor's order; nil for anything else.
    init?(pasted text: Personal) {
        let clear = text.revealed()
        let start = clear.first { !$0.isWhitespace }
        if start == "{" || start == "[" {
            guard let file = try? SubmissionFile(Array(clear.utf8), name: "the paste"),
                let entry = file.entries.first, !entry.isUnreadable
            else { return nil }
            self = entry.draft
            return
        }
        let row = clear.split(whereSeparator: \.isNewline).first ?? ""
        let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
        guard cells.count >= KYCField.standard.count - 1,
            cells.count <= KYCField.standard.count
        else { return nil }
        self.init()
        // Without its first cell, the customer, a row is one too.
        let fields = KYCField.standard.suffix(cells.count)
        for (field, cell) in zip(fields, cells) { self[field] = String(cell) }
    }
}
