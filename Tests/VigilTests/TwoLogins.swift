import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// Two accounts of this machine that share a store through a group, each with a configuration of
/// its own. Needs the right to become somebody else.
final class TwoLogins {
    /// An account by its name on every Debian system.
    enum Login: String {
        case first = "nobody"
        case second = "daemon"

        fileprivate var number: uid_t { self == .first ? 65534 : 1 }
    }

    let home: Home
    /// The shared folder.
    let folder: String
    /// The shared store.
    let store: String
    private let group: gid_t = 60

    /// A shared folder and two configurations that have four eyes on everything.
    init(_ vendor: KYCVendor, _ more: String = "") throws {
        home = try Home()
        chmod(home.path, 0o755)
        folder = "\(home.path)/shared"
        store = "\(folder)/vigil.db"
        mkdir(folder, 0o770)
        chown(folder, Login.first.number, group)
        chmod(folder, 0o2770)
        for login in [Login.first, .second] {
            let file = try home.write(
                vendor.configuration + more + "store: \(store)\nprivacy: {four_eyes: true}\n",
                to: "\(login.rawValue).yaml")
            chown(file, login.number, group)
        }
    }

    /// Runs the program as one of them.
    func run(_ login: Login, _ arguments: String...) async throws -> CommandRun {
        try await run(login, arguments)
    }

    /// The same with arguments in a list.
    func run(_ login: Login, _ arguments: [String]) async throws -> CommandRun {
        try await CommandRun(
            self.arguments(login, arguments), home: home, by: "/usr/bin/setpriv")
    }

    /// Starts the program as one of them on a terminal.
    func terminal(_ login: Login, _ arguments: String...) throws -> ProgramOnTerminal {
        try ProgramOnTerminal(
            "/usr/bin/setpriv", self.arguments(login, arguments), environment: home.environment,
            size: Size(width: 120, height: 40))
    }

    /// Makes the store and lets the group have it, as the README says.
    func share() async throws {
        _ = try await run(.first, "list")
        for name in ["", "-wal", "-shm"] { chmod(store + name, 0o660) }
    }

    /// Has the second login release what the first prepared, by the id that the list shows.
    func releaseListed() async throws -> CommandRun {
        let list = try await run(.second, "release")
        let id = try #require(list.output.firstMatch(of: /\n([0-9a-f]{12})[ ]/)?.output.1)
        let release = try await run(.second, "release", String(id), "--yes")
        #expect(release.status == 0, "\(release.error)")
        return release
    }

    /// Writes a file that both can read.
    func write(_ text: String, to name: String) throws -> String {
        let file = try home.write(text, to: name)
        chmod(file, 0o644)
        return file
    }

    private func arguments(_ login: Login, _ arguments: [String]) -> [String] {
        [
            "--reuid=\(login.number)", "--regid=\(group)", "--clear-groups",
            builtProduct("vigil"),
        ] + arguments + ["--config", "\(home.path)/\(login.rawValue).yaml"]
    }
}
