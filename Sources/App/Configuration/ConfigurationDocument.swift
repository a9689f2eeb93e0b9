/// The configuration file being read, and whether a secret stood in it.
final class ConfigurationDocument {
    /// The file as the operator named it, for messages.
    let file: String
    /// Where the user's files are.
    let directories: BaseDirectories
    /// Whether a secret stands in the file in plain text.
    private(set) var holdsPlainSecret = false
    /// The sections that were opened, by the keys that lead to them, with every key they know.
    private(set) var sections: [[String]: [String]] = [:]
    /// The keys that lead to what must not be shown.
    private(set) var secrets: Set<[String]> = []

    init(file: String, directories: BaseDirectories) {
        self.file = file
        self.directories = directories
    }

    /// Remembers that a secret was met in plain text.
    func metPlainSecret() {
        holdsPlainSecret = true
    }

    /// Remembers that what stands under these keys must not be shown.
    func metSecret(at keys: [String]) {
        secrets.insert(keys)
    }

    /// Remembers a section and the keys it knows.
    func metSection(_ keys: [String], knowing names: [String]) {
        sections[keys] = names
    }

    /// A path of the file with `~` expanded; a relative one starts at the file's own folder.
    func expanded(_ path: String) -> String {
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
        return directories.expanded(
            path, under: file.hasPrefix("/") && folder.isEmpty ? "/" : folder)
    }
}
