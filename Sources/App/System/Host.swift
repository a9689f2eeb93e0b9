import Glibc

/// Who runs the program and with which environment.
struct Host: Sendable {
    /// The environment's variables.
    var environment: [String: String]
    /// The login name.
    var login: String

    /// Where this user's files are.
    var directories: BaseDirectories { BaseDirectories(environment: environment) }

    /// A variable's value, unless it is absent or empty.
    func variable(_ name: String) -> String? { directories.variable(name) }

    /// The name of an account; its number where it has none. The environment has no say in it: a
    /// login is who may release what another one prepared.
    static func login(of user: uid_t) -> String {
        getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "uid \(user)"
    }

    /// This process's own.
    static func current() -> Host {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return Host(environment: variables, login: login(of: getuid()))
    }
}
