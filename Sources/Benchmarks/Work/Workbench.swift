import Glibc

/// What every measurement needs: the programs, a folder of its own and a line that tells how far
/// it is.
final class Workbench {
    /// What was asked for on the command line.
    let options: Options
    /// The release binary beside this one.
    let vigil: String
    /// The C floor beside this one.
    let floor: String
    /// The yardsticks that are not installed, or of no use here.
    var missing: [String]
    /// A folder that is removed at the end.
    let folder: String
    private var homes: [String: Home] = [:]

    init(options: Options) throws {
        self.options = options
        vigil = try Self.built("vigil")
        floor = try Self.built("floor")
        missing = ["curl", "htop", "tig", "valgrind", "strip"].filter { Self.find($0) == nil }
        var template = Array("\(Self.variable("TMPDIR") ?? "/tmp")/vigil-bench-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw BenchmarkFailure("no folder can be made in the temporary folder")
        }
        folder = String(cString: made)
    }

    /// Removes what was made.
    func clear() { removeTree(folder) }

    /// Says on standard error what is going on; nil wipes the line.
    func progress(_ text: String?) {
        guard isatty(STDERR_FILENO) == 1 else {
            if let text { tell("\(text)\n") }
            return
        }
        tell("\r\u{1B}[K\(text ?? "")")
    }

    /// A home whose store holds this many items, made once for each number; the vendor's address
    /// is one that nobody listens at unless another is given.
    func home(items: Int) async throws -> Home {
        let name = "still-\(items)"
        if let home = homes[name] { return home }
        progress("making a store of \(items) items")
        let home = try Home(path: "\(folder)/\(name)")
        try home.configure(port: 9, every: "300d")
        try await home.fill(items: items)
        homes[name] = home
        return home
    }

    /// A home that nothing else uses, with items that are asked about at `port`.
    func home(
        named name: String, items: Int, port: UInt16, every: String, isDue: Bool = false,
        over seconds: Int = 0, asksAll: Bool = false
    ) async throws -> Home {
        progress("making a store of \(items) items")
        let home = try Home(path: "\(folder)/\(name)")
        try home.configure(port: port, every: every, asksAll: asksAll)
        try await home.fill(items: items, isDue: isDue, over: seconds)
        return home
    }

    /// The path of an installed program.
    static func find(_ program: String) -> String? {
        (variable("PATH") ?? "/usr/bin:/bin").split(separator: ":")
            .map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
    }

    /// The path of this program.
    static func ownPath() throws -> String {
        guard let own = realpath("/proc/self/exe", nil) else {
            throw BenchmarkFailure("/proc/self/exe cannot be read")
        }
        defer { free(own) }
        return String(cString: own)
    }

    private static func built(_ name: String) throws -> String {
        let path = try ownPath()
        let beside = path[...(path.lastIndex(of: "/") ?? path.startIndex)] + name
        guard access(String(beside), X_OK) == 0 else {
            throw BenchmarkFailure("\(beside) is not there: run swift build -c release first")
        }
        return String(beside)
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}

/// Removes a folder and everything in it.
private func removeTree(_ path: String) {
    if let listing = opendir(path) {
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { removeTree("\(path)/\(name)") }
        }
        closedir(listing)
        rmdir(path)
    } else {
        unlink(path)
    }
}

/// Writes a text, on standard error unless told otherwise.
func tell(_ text: String, to descriptor: Int32 = STDERR_FILENO) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
}
