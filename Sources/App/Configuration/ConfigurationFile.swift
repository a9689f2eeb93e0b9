import YAML

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
        guard let contents = try contents() else { return nil }
        let document = document()
        let configuration = try Configuration(parsing: contents.bytes, of: document)
        if let failure = exposure(contents, document) { throw failure }
        if let fault = certificateFault(configuration, contents.bytes) { throw fault }
        return configuration
    }

    /// Its text; nil when it is the default one and not there.
    func text() throws(ConfigurationFailure) -> [UInt8]? { try contents()?.bytes }

    /// Everything that is wrong with it, in the order of its lines. It fails when there is no file
    /// or it cannot be read.
    func faults() throws(ConfigurationFailure) -> [ConfigurationFailure] {
        guard let contents = try contents() else {
            throw ConfigurationFailure(
                file: path, message: "does not exist; vigil config init writes one")
        }
        let document = document()
        let check = ConfigurationCheck(contents.bytes, of: document)
        let faults =
            check.faults
            + [
                storeFault(check.configuration, contents.bytes),
                themeFault(check.configuration, contents.bytes),
                certificateFault(check.configuration, contents.bytes),
            ].compactMap(\.self)
        return [exposure(contents, document)].compactMap { $0 } + faults.inOrderOfLines
    }

    /// A reading of this file.
    func document() -> ConfigurationDocument {
        ConfigurationDocument(file: path, directories: directories)
    }

    private func contents() throws(ConfigurationFailure) -> FileContents? {
        do throws(FileFault) {
            return try FileContents(path: path, limit: 1 << 20)
        } catch {
            if error.isAbsence && !isNamed { return nil }
            throw ConfigurationFailure(error, of: path)
        }
    }

    /// The fault of a file with a secret in it that others may read.
    private func exposure(
        _ contents: FileContents, _ document: ConfigurationDocument
    ) -> ConfigurationFailure? {
        guard document.holdsPlainSecret && contents.isReadableByOthers else { return nil }
        return ConfigurationFailure(
            file: path,
            message: "holds a secret in plain text and can be read by others; chmod 600 \(path)")
    }

    /// The fault of a store that is no file: every command would end with it.
    private func storeFault(
        _ configuration: Configuration?, _ text: [UInt8]
    ) -> ConfigurationFailure? {
        guard case .postgresql? = configuration?.store else { return nil }
        return fault(at: ["store"], in: text, "a PostgreSQL server cannot hold it; name a file")
    }

    /// The fault of a theme that is not there or cannot be read.
    private func themeFault(
        _ configuration: Configuration?, _ text: [UInt8]
    ) -> ConfigurationFailure? {
        guard let name = configuration?.appearance.theme else { return nil }
        do throws(ConfigurationFailure) {
            _ = try ThemeFiles(directories: directories).theme(named: name)
            return nil
        } catch {
            return fault(at: ["appearance", "theme"], in: text, "\(error)")
        }
    }

    /// The fault of certificates that are not there: otherwise the first request alone would meet
    /// it, as a fault of the network.
    private func certificateFault(
        _ configuration: Configuration?, _ text: [UInt8]
    ) -> ConfigurationFailure? {
        guard let path = configuration?.network.caFile else { return nil }
        let keys = ["network", "ca_file"]
        do throws(FileFault) {
            let contents = try FileContents(path: path, limit: 16 << 20, onlyOrdinary: true)
            // RFC 7468: the one form that the transport reads.
            guard !String(decoding: contents.bytes, as: UTF8.self).contains("-----BEGIN ") else {
                return nil
            }
            return fault(
                at: keys, in: text, "\(path) holds no certificate in PEM form; name another")
        } catch {
            return fault(at: keys, in: text, "\(path) \(error.message)")
        }
    }

    /// A fault of what a key names, where the key stands; nil when it is not in the file.
    private func fault(
        at keys: [String], in text: [UInt8], _ message: String
    ) -> ConfigurationFailure? {
        guard let node = (try? YAMLNode(parsing: text))?.value(at: keys), !node.isNull else {
            return nil
        }
        return ConfigurationFailure(
            file: path, place: .init(line: node.line, column: node.column),
            message: "\(keys.joined(separator: ".")): \(message)", keys: keys)
    }
}
