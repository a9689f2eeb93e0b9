import Glibc
import TestSupport

/// Programs of others that tests run, found where Debian installs them.
enum Tools {
    static let nginx = find("nginx")
    static let openssl = find("openssl")
    /// Whether both are installed.
    static let areInstalled = nginx != nil && openssl != nil

    private static func find(_ name: String) -> String? {
        let folders = getenv("PATH").map { String(cString: $0) }?.split(separator: ":") ?? []
        return (folders + ["/usr/sbin", "/usr/bin"]).map { "\($0)/\(name)" }
            .first { access($0, X_OK) == 0 }
    }

    /// Runs openssl in a folder until it is done.
    static func openssl(_ line: String, in folder: String) async throws {
        guard let openssl else { throw TestFailure("openssl is not installed") }
        let run = try await ProgramOutput.of(
            openssl, line.split(separator: " ").map(String.init), directory: folder)
        guard case .exited(0) = run.ending else {
            throw TestFailure("openssl \(line): \(run.error)")
        }
    }
}

/// Waits until something is true; false when it takes longer than twenty seconds.
func eventually(_ isTrue: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while !isTrue() {
        guard ContinuousClock.now < deadline else { return false }
        try? await Task.sleep(for: .milliseconds(2))
    }
    return true
}
