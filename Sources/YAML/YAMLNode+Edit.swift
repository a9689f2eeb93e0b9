extension YAMLNode {
    /// The value under a path of keys; nil when one of them is absent.
    public func value(at path: [String]) -> YAMLNode? {
        path.reduce(self as YAMLNode?) { node, name in node?[name] }
    }

    /// The same document with `value` under a path of keys, which are made where they are absent;
    /// without the last key when `value` is nil.
    public func replacing(_ path: ArraySlice<String>, with value: YAMLNode?) -> YAMLNode {
        guard let name = path.first else { return value ?? self }
        let rest = path.dropFirst()
        var entries: [Entry] = []
        if case .mapping(let own) = content { entries = own }
        if let place = entries.firstIndex(where: { $0.name == name }) {
            let entry = entries.remove(at: place)
            if rest.isEmpty && value == nil { return with(.mapping(entries)) }
            let changed = entry.value.replacing(rest, with: value)
            entries.insert(Entry(key: entry.key, value: changed), at: place)
        } else if value != nil {
            let key = with(.scalar(name, isPlain: true))
            entries.append(Entry(key: key, value: with(.null).replacing(rest, with: value)))
        }
        return with(.mapping(entries))
    }

    /// A list without the element that starts at a place; nil when there is none, or no other.
    public func removingElement(line: Int, column: Int) -> YAMLNode? {
        guard case .sequence(var elements) = content, elements.count > 1,
            let place = elements.firstIndex(where: { $0.line == line && $0.column == column })
        else { return nil }
        elements.remove(at: place)
        return with(.sequence(elements))
    }

    /// The same place with other content.
    public func with(_ content: Content) -> YAMLNode {
        YAMLNode(content: content, line: line, column: column)
    }
}
