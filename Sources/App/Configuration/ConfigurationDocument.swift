/// The configuration file being read, and whether a secret stood in it.
final class ConfigurationDocument {
    /// The file as the operator named it, for messages.
    let file: String
    /// Where the user's files are.
    let directories: BaseDirectories
    /// Whether a secret stands in the file in plain text.
    private(set) var holdsPlainSecret = false

    init(file: String, directories: BaseDirectories) {
        self.file = file
        self.directories = directories
    }

    /// Remembers that a secret was met in plain text.
    func metPlainSecret() {
        holdsPlainSecret = true
    }

    /// A path of the file with `~` expanded; a relative one starts at the file's own folder.
    func expanded(_ path: String) -> String {
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
        return directories.expanded(
            path, under: file.hasPrefix("/") && folder.isEmpty ? "/" : folder)
    }
}
