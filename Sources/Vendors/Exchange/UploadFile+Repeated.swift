import Domain

extension UploadFile {
    /// The cells of its records, those of the head aside, that some of these texts of a vendor
    /// hold, in capitals or not: what is hidden in the texts before they are shown.
    func cells(repeatedIn texts: [String?]) -> [String] {
        let said = texts.compactMap { text in
            text.map { VendorText.plain($0, limit: VendorText.limit * 10).lowercased() }
        }
        guard said.contains(where: { !$0.isEmpty }) else { return [] }
        // Most cells of a large file are ruled out by how they begin.
        let beginnings = Set(
            said.flatMap { text in text.indices.map { text[$0...].prefix(Self.least) } })
        var found: Set<String> = []
        for record in CSVRecord.records(of: String(decoding: bytes, as: UTF8.self)).dropFirst() {
            for cell in record.cells.map({ VendorText.plain($0, limit: .max).lowercased() })
            where cell.count >= Self.least && beginnings.contains(cell.prefix(Self.least))
                && said.contains(where: { $0.contains(cell) })
            {
                found.insert(cell)
            }
        }
        // The longest first, so that none is torn apart by one that is a part of it.
        return found.sorted { ($0.count, $0) > ($1.count, $1) }
    }

    /// Shorter texts tell nothing and are parts of any word.
    private static let least = 4
}
