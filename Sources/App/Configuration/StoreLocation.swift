import Domain
import YAML

/// Where what is tracked is kept.
enum StoreLocation: Equatable, Sendable {
    /// A file of this machine.
    case file(String)
    /// A PostgreSQL server's URL, which may carry a password.
    case postgresql(Secret)

    /// Reads a path or a `postgresql://` URL; a path starts at `folder` unless it is absolute.
    init(_ text: String, directories: BaseDirectories, under folder: String = "") {
        self =
            Self.isServer(text)
            ? .postgresql(Secret(text)) : .file(directories.expanded(text, under: folder))
    }

    /// What `--store` names, else what the configuration names, else the default under
    /// `$XDG_STATE_HOME`.
    init(option: String?, configuration: Configuration?, directories: BaseDirectories) {
        self =
            option.map { StoreLocation($0, directories: directories) } ?? configuration?.store
            ?? .file(directories.state + "/vigil.db")
    }

    fileprivate static func isServer(_ text: String) -> Bool {
        text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
    }
}

extension ConfigurationValue {
    /// A path or a `postgresql://` URL. The URL is never repeated in a message.
    func store() throws(ConfigurationFailure) -> StoreLocation {
        guard let text = node.text, !text.isEmpty else {
            throw mistyped("a path or a postgresql:// URL", hidingText: true)
        }
        guard StoreLocation.isServer(text) else { return .file(document.expanded(text)) }
        document.metSecret(at: keys)
        let account = text.split(separator: "@", maxSplits: 1).first ?? ""
        if (text.contains("@") && account.dropFirst("postgresql://".count).contains(":"))
            || text.contains("password=")
        {
            document.metPlainSecret()
        }
        return .postgresql(Secret(text))
    }
}
