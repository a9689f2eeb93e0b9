import Domain

extension DetailText {
    /// So many notes are shown, the newest.
    private static let noteLimit = 8

    /// What operators wrote about the item, newest first.
    var notes: [Content] {
        guard !written.isEmpty else { return [] }
        var lines = section("Notes")
        for note in written.prefix(Self.noteLimit) {
            let who = note.operatorName.map { "  \($0)" } ?? ""
            lines.append(.text([Span(time(note.at) + who, .muted)]))
            lines += Wrapping.rows(of: note.text, columns: max(8, width - 2)).map {
                .text([Span("  \($0)")])
            }
        }
        if written.count > Self.noteLimit {
            let older = Numbers.count(written.count - Self.noteLimit, "older note")
            lines.append(.text([Span("\(older): vigil show \(item.key)", .muted)]))
        }
        return lines + [.text([])]
    }
}
