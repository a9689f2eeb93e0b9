import YAML

/// The names that one section of the configuration knows, each case one key.
protocol ConfigurationKey: RawRepresentable<String>, CaseIterable, Hashable {}

/// One section of the configuration, read by its known keys: a key that is not known is a failure
/// before any value is looked at.
struct ConfigurationReader<Key: ConfigurationKey> {
    private let section: ConfigurationValue
    private let values: [Key: ConfigurationValue]

    /// Opens a section.
    init(_ section: ConfigurationValue) throws(ConfigurationFailure) {
        guard case .mapping(let entries) = section.node.content else {
            throw section.mistyped("keys with values", hidingText: true)
        }
        section.document.metSection(section.keys, knowing: Key.allCases.map(\.rawValue))
        var values: [Key: ConfigurationValue] = [:]
        for entry in entries {
            let value = ConfigurationValue(
                node: entry.value, keys: section.keys + [entry.name], document: section.document)
            guard let key = Key(rawValue: entry.name) else {
                throw Self.unknown(entry.key, in: section)
            }
            values[key] = value
        }
        self.section = section
        self.values = values
    }

    /// The value of a key; nil when it is absent or null, so that the default holds.
    subscript(key: Key) -> ConfigurationValue? {
        values[key].flatMap { $0.node.isNull ? nil : $0 }
    }

    /// The value of a key without which the section makes no sense.
    func required(_ key: Key) throws(ConfigurationFailure) -> ConfigurationValue {
        guard let value = self[key] else {
            var failure = (values[key] ?? section).failure(
                "\(section.name) needs \(key.rawValue)")
            failure.keys = section.keys + [key.rawValue]
            throw failure
        }
        return value
    }

    private static func unknown(
        _ key: YAMLNode, in section: ConfigurationValue
    ) -> ConfigurationFailure {
        let name = key.text ?? ""
        let place = section.keys.isEmpty ? "" : " in \(section.name)"
        return ConfigurationFailure(
            file: section.document.file, place: .init(line: key.line, column: key.column),
            message: "unknown key \(name.quoted)\(place)"
                + Spelling.advice(for: name, among: Key.allCases.map(\.rawValue)),
            keys: section.keys + [name])
    }
}
