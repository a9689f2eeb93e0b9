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
        let account = getpwuid(getuid())?.pointee
        return Host(
            environment: variables,
            login: account.map { String(cString: $0.pw_name) } ?? variables["USER"] ?? "unknown")
    }
}
