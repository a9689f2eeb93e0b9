import Glibc

/// Where a user's files are (XDG Base Directory Specification), from the environment alone.
struct BaseDirectories: Equatable, Sendable {
    /// The environment's variables.
    let environment: [String: String]
    /// The user's home directory.
    let home: String

    /// The directories that an environment and a home give.
    init(environment: [String: String], home: String) {
        self.environment = environment
        self.home = home
    }

    /// The directories that an environment gives; without a usable `HOME`, the home of the account.
    init(environment: [String: String]) {
        let named = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        self.init(environment: environment, home: named ?? Self.accountHome())
    }

    /// Vigil's own configuration: `$XDG_CONFIG_HOME/vigil`.
    var configuration: String { own("XDG_CONFIG_HOME", default: ".config") }
    /// What lasts between runs: `$XDG_STATE_HOME/vigil`.
    var state: String { own("XDG_STATE_HOME", default: ".local/state") }
    /// What was installed for the user: `$XDG_DATA_HOME/vigil`.
    var data: String { own("XDG_DATA_HOME", default: ".local/share") }

    /// The variable's value, unless it is absent or empty.
    func variable(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The path with a leading `~` replaced by the home and, when it is relative, put under
    /// `directory`.
    func expanded(_ path: String, under directory: String = "") -> String {
        if path == "~" { return home }
        if path.hasPrefix("~/") { return home + path.dropFirst() }
        return path.hasPrefix("/") || directory.isEmpty ? path : directory + "/" + path
    }

    /// The specification has relative values ignored.
    private func own(_ name: String, default folder: String) -> String {
        let base = variable(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (base ?? home + "/" + folder) + "/vigil"
    }

    private static func accountHome() -> String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16 << 10)
        guard getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil,
            let home = entry.pw_dir
        else { return "/" }
        return String(cString: home)
    }
}
