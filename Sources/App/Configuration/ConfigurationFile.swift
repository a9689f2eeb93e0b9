/// The configuration file that is in force.
struct ConfigurationFile: Equatable, Sendable {
    /// Where it is.
    let path: String
    /// Whether it was asked for by `--config` or `VIGIL_CONFIG` and therefore must exist.
    let isNamed: Bool

    private let directories: BaseDirectories

    /// What `--config` names, else `$VIGIL_CONFIG`, else the default under `$XDG_CONFIG_HOME`.
    init(option: String?, directories: BaseDirectories) {
        let named = option ?? directories.variable("VIGIL_CONFIG")
        path = named.map { directories.expanded($0) } ?? directories.configuration + "/config.yaml"
        isNamed = named != nil
        self.directories = directories
    }

    /// Reads it. nil when it is the default one and not there.
    func read() throws(ConfigurationFailure) -> Configuration? {
        let contents: FileContents
        do throws(FileFault) {
            contents = try FileContents(path: path, limit: 1 << 20)
        } catch {
            if error.isAbsence && !isNamed { return nil }
            throw ConfigurationFailure(error, of: path)
        }
        let document = ConfigurationDocument(file: path, directories: directories)
        let configuration = try Configuration(parsing: contents.bytes, of: document)
        if document.holdsPlainSecret && contents.isReadableByOthers {
            throw ConfigurationFailure(
                file: path,
                message: "holds a secret in plain text and can be read by others; chmod 600 \(path)"
            )
        }
        return configuration
    }
}
