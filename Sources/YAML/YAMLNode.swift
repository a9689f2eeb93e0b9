/// One value of a YAML document and where it stands in the text.
public struct YAMLNode: Equatable, Sendable {
    /// What the node holds.
    public let content: Content
    /// The line it starts on, from 1.
    public let line: Int
    /// The character of that line it starts at, from 1.
    public let column: Int

    /// What a node holds.
    public enum Content: Equatable, Sendable {
        /// Nothing: an empty value, `~` or `null`.
        case null
        /// Text. `isPlain` tells `10` from `"10"`: only plain text may be a number or a boolean.
        case scalar(String, isPlain: Bool)
        /// Values in order.
        case sequence([YAMLNode])
        /// Keys and values in the order they were written, no key twice.
        case mapping([Entry])
    }

    /// One key and value of a mapping.
    public struct Entry: Equatable, Sendable {
        /// The key: always a scalar.
        public let key: YAMLNode
        /// The value.
        public let value: YAMLNode

        /// The key's text.
        public var name: String { key.text ?? "" }
    }

    /// The text of a scalar.
    public var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Whether it is empty, `~` or `null`.
    public var isNull: Bool { content == .null }

    /// The value under a key of a mapping.
    public subscript(name: String) -> YAMLNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.name == name }?.value
    }
}
