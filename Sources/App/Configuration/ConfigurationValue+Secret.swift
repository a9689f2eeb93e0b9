import Domain
import YAML

extension ConfigurationValue {
    /// Where a credential comes from: plain text, `{env: NAME}`, `{command: [...]}` or
    /// `{file: path}`. Nothing that stands there is ever repeated in a message: a key put in the
    /// wrong place is still a secret.
    func secret() throws(ConfigurationFailure) -> SecretSource {
        document.metSecret(at: keys)
        switch node.content {
        case .scalar(let text, _) where !text.isEmpty:
            guard SecretResolver.isUsable(text) else {
                throw failure("\(name) must not hold control characters")
            }
            document.metPlainSecret()
            return SecretSource(origin: .plain(Secret(text)), value: self)
        case .mapping(let entries) where entries.count == 1:
            let value = ConfigurationValue(
                node: entries[0].value, keys: keys + [entries[0].name], document: document)
            switch entries[0].name {
            case "env": return SecretSource(origin: try value.variableName(), value: self)
            case "command": return SecretSource(origin: try value.commandLine(), value: self)
            case "file":
                guard case .scalar(let text, _) = value.node.content, !text.isEmpty else {
                    throw value.mistyped("a path", hidingText: true)
                }
                return SecretSource(origin: .file(document.expanded(text)), value: self)
            default: break
            }
        default: break
        }
        throw failure(
            "\(name) must be text, {env: NAME}, {command: [PROGRAM, ARGUMENT]} or {file: PATH}")
    }

    private func variableName() throws(ConfigurationFailure) -> SecretSource.Origin {
        guard let text = node.text, let first = text.utf8.first, !(48...57).contains(first),
            text.utf8.allSatisfy({ byte in
                switch byte {
                case 48...57, 65...90, 95, 97...122: true
                default: false
                }
            })
        else { throw mistyped("a variable's name without $", hidingText: true) }
        return .environment(text)
    }

    private func commandLine() throws(ConfigurationFailure) -> SecretSource.Origin {
        .command(try command(hidingText: true))
    }

    /// A program and its arguments, as a list of texts.
    func command(hidingText: Bool = false) throws(ConfigurationFailure) -> [String] {
        let form = "a list of a program and its arguments, such as [pass, show, name]"
        var words: [String] = []
        for value in try list(form) {
            guard let text = value.node.text, !text.utf8.contains(0) else {
                throw value.mistyped(form, hidingText: hidingText)
            }
            words.append(text)
        }
        guard words.first?.isEmpty == false else { throw mistyped(form, hidingText: hidingText) }
        return words
    }
}
