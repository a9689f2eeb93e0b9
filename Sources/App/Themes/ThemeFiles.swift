import Dashboard
import Glibc

/// The themes that a name can mean: scheme files in a few folders and the one in the program.
struct ThemeFiles: Sendable {
    /// The theme that is used unless another is chosen.
    static let defaultName = "vigil-dark"

    /// The folders that are searched, the first that has a name wins.
    let folders: [String]
    private let directories: BaseDirectories

    /// The user's folders, those around the program's file (so that a clone works) and the
    /// system's.
    init(directories: BaseDirectories, executable: String? = ThemeFiles.runningExecutable()) {
        self.directories = directories
        var folders = [directories.configuration + "/themes", directories.data + "/themes"]
        var folder = executable?[...] ?? ""
        // .build/x86_64-unknown-linux-gnu/release/vigil stands three folders below the clone's own.
        for _ in 0...4 {
            guard let slash = folder.lastIndex(of: "/") else { break }
            folder = folder[..<slash]
            folders.append(folder + "/themes")
        }
        self.folders = folders + ["/usr/share/vigil/themes"]
    }

    /// The theme of a name or of a scheme file's path.
    func theme(named name: String) throws(ConfigurationFailure) -> Theme {
        if Self.isPath(name) { return try Self.read(directories.expanded(name)) }
        if let path = paths()[name] { return try Self.read(path) }
        if name == Self.defaultName { return .standard }
        let known = available().map(\.name)
        let near = Spelling.nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
        let shown = known.prefix(24).joined(separator: ", ")
        let rest = known.count > 24 ? " and \(known.count - 24) more" : ""
        throw ConfigurationFailure(
            message: "there is no theme \(name.quoted)\(near) (there are \(shown)\(rest))")
    }

    /// Every theme that can be read, the default first, the others by name.
    func available() -> [Theme] {
        var paths = paths()
        let standard = paths.removeValue(forKey: Self.defaultName).flatMap { try? Self.read($0) }
        return [standard ?? .standard]
            + paths.sorted { $0.key < $1.key }.compactMap { try? Self.read($0.value) }
    }

    /// Whether the words mean a file and not a name.
    static func isPath(_ name: String) -> Bool {
        name.contains("/") || self.name(ofFile: name) != nil
    }

    /// Where the program's own file is (proc(5), `/proc/self/exe`).
    static func runningExecutable() -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &bytes, bytes.count)
        guard count > 0 else { return nil }
        return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func read(_ path: String) throws(ConfigurationFailure) -> Theme {
        let contents: FileContents
        do throws(FileFault) {
            contents = try FileContents(path: path, limit: 64 << 10, onlyOrdinary: true)
        } catch {
            throw ConfigurationFailure(error, of: path)
        }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return try Theme(name: name(ofFile: file) ?? file, scheme: contents.bytes, file: path)
    }

    /// The scheme files by theme name.
    private func paths() -> [String: String] {
        var paths: [String: String] = [:]
        for folder in folders {
            for file in Self.files(in: folder).sorted() {
                guard let name = Self.name(ofFile: file), paths[name] == nil else { continue }
                paths[name] = folder + "/" + file
            }
        }
        return paths
    }

    /// The theme's name, if the file's name can be one: it is shown and typed.
    private static func name(ofFile file: String) -> String? {
        for ending in [".yaml", ".yml"] where file.hasSuffix(ending) {
            let name = String(file.dropLast(ending.count))
            return name.isEmpty || name != name.withoutControlCharacters ? nil : name
        }
        return nil
    }

    private static func files(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var files: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { files.append(name) }
        }
        return files
    }
}
