import Domain

/// Finds the item that a REF names, or says why none is named.
enum ItemChoice {
    /// The one item; an ambiguous REF is a usage error that lists the candidates.
    static func item(
        _ reference: ItemReference, among items: [TrackedItem]
    ) throws(ProgramFailure) -> TrackedItem {
        let text = PlainText.quoted(reference.text)
        switch reference.match(among: items.map(\.key)) {
        case .one(let key):
            if let item = items.first(where: { $0.key == key }) { return item }
            throw ProgramFailure(.notFound, "\(text): nothing tracked has that id")
        case .none:
            throw ProgramFailure(
                .notFound, "\(text): nothing tracked has that id",
                hint: "vigil list shows what is tracked")
        case .several(let keys):
            let shown = keys.prefix(8).map(\.description).joined(separator: ", ")
            let more = keys.count > 8 ? " and \(keys.count - 8) more" : ""
            throw ProgramFailure(
                .usage, "\(text): is the beginning of \(keys.count) ids",
                hint: "say which: \(shown)\(more)")
        }
    }
}
