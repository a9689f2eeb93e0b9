import JSON
import YAML

/// The configuration as it is in force: the file's values, the defaults of what it leaves out, and
/// nothing that must not be shown.
struct ConfigurationInForce {
    /// Its values, in the order of the documented file.
    let values: JSON

    /// What a file's text and the defaults make together; without a text, the defaults.
    init(_ text: [UInt8], of document: ConfigurationDocument) throws(ConfigurationFailure) {
        _ = try Configuration(parsing: text, of: document)
        let template = try ConfigurationTemplate.document(document.directories)
        let own = try? YAMLNode(parsing: text)
        let merge = Merge(
            sections: template.known.sections, secrets: document.secrets)
        values = merge.value(own, default: template.root, at: [])
    }

    /// The values as a configuration file has them.
    var yaml: String { Self.lines(values, indent: "") }

    private static func lines(_ value: JSON, indent: String) -> String {
        (value.object ?? []).map { member in
            switch member.value {
            case .object(let members) where !members.isEmpty && !isSource(members):
                "\(indent)\(member.name):\n" + lines(member.value, indent: indent + "  ")
            default: "\(indent)\(member.name): \(flow(member.value))\n"
            }
        }.joined()
    }

    /// Whether it is one of the forms of a credential's source, which stands on one line.
    private static func isSource(_ members: [JSON.Member]) -> Bool {
        members.count == 1 && ["env", "command", "file"].contains(members[0].name)
    }

    private static func flow(_ value: JSON) -> String {
        switch value {
        case .object(let members):
            "{" + members.map { "\($0.name): \(flow($0.value))" }.joined(separator: ", ") + "}"
        case .array(let values): "[" + values.map(flow).joined(separator: ", ") + "]"
        case .string(let text): isPlain(text) ? text : value.text()
        default: value.text()
        }
    }

    /// Whether YAML reads the text as it is, in a flow collection too.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first,
            first.properties.isAlphabetic || "/~0123456789".unicodeScalars.contains(first),
            !["null", "Null", "NULL", "~"].contains(text), !text.hasSuffix(":")
        else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-_./:%+~@ ".unicodeScalars.contains(scalar))
        } && !text.contains(": ") && !text.hasSuffix(" ")
    }
}

/// Lays a file's values over the defaults.
private struct Merge {
    let sections: [[String]: [String]]
    let secrets: Set<[String]>

    func value(_ own: YAMLNode?, default standard: YAMLNode?, at keys: [String]) -> JSON {
        let own = own.flatMap { $0.isNull ? nil : $0 }
        guard let names = sections[keys] else {
            let shown = own ?? standard
            return secrets.contains(keys) ? masked(shown) : json(shown)
        }
        return .object(
            names.compactMap { name in
                // A vendor without an account is not there: it has no default.
                if keys == ["vendors"], own?[name]?.isNull ?? true { return nil }
                return JSON.Member(
                    name, value(own?[name], default: standard?[name], at: keys + [name]))
            })
    }

    /// Where a credential comes from; what stands in the file itself is not shown.
    private func masked(_ node: YAMLNode?) -> JSON {
        guard case .scalar = node?.content else { return json(node) }
        return "****"
    }

    private func json(_ node: YAMLNode?) -> JSON {
        switch node?.content {
        case nil, .null: .null
        case .scalar("true", isPlain: true): .bool(true)
        case .scalar("false", isPlain: true): .bool(false)
        case .scalar(let text, let isPlain):
            isPlain ? Int(text).map { .integer($0) } ?? .string(text) : .string(text)
        case .sequence(let nodes): .array(nodes.map(json))
        case .mapping(let entries): .object(entries.map { JSON.Member($0.name, json($0.value)) })
        }
    }
}
