import Domain
import FoundationEssentials
import Glibc
import Testing

@testable import App

/// Where credentials come from.
struct SecretTests {
    let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    @Test func `Each source gives its first line and nothing of the line's end`() throws {
        try folder.write("hunter2\r\nsecond line\n", to: "keys/reap")
        let variables = ["KEY": "hunter2", "PATH": "/usr/bin:/bin"]
        for source in [
            "hunter2", "'hunter2'", "{env: KEY}", "{file: keys/reap}", "{file: ~/keys/reap}",
            "{command: [printf, 'hunter2\\nmore\\n']}", "{command: [sh, -c, 'echo $KEY']}",
        ] {
            #expect(try resolve(source, variables).revealed() == "hunter2", "\(source)")
        }
    }

    @Test func `A source that gives nothing says which line and what to do, never the secret`()
        throws
    {
        let place = folder.path + "/c.yaml:3:14: vendors.reap.api_key: "
        try folder.write("hun\u{7}ter2", to: "bell")
        try folder.write("\nhunter2", to: "empty")
        chmod(try folder.write("hunter2", to: "shown"), 0o640)
        let expected = [
            "{file: shown}":
                folder.path + "/shown can be read by others; chmod 600 \(folder.path)/shown",
            "{env: KEY}": "the variable KEY is not set; export it",
            "{env: EMPTY}": "the variable EMPTY gives no secret: the first line is empty",
            "{file: gone}": folder.path + "/gone does not exist; correct the path",
            "{file: .}": folder.path + "/. is a directory; name a file in it",
            "{file: /dev/zero}": "/dev/zero is no ordinary file",
            "{file: empty}": folder.path + "/empty gives no secret: the first line is empty",
            "{file: bell}": folder.path + "/bell holds control characters; correct it",
            "{command: [vigil-no-such-program, hunter2]}":
                #"the command "vigil-no-such-program" is not installed; run it by hand to see why"#,
            "{command: [sh, -c, 'echo hunter2; echo hunter2 >&2; exit 3']}":
                #"the command "sh" failed (exit status 3); run it by hand to see why"#,
            "{command: [sh, -c, 'kill -TERM $$']}":
                #"the command "sh" was ended by signal 15; run it by hand to see why"#,
            "{command: ['true']}": #"the command "true" gives no secret: the first line is empty"#,
            "{command: [yes, hunter2]}":
                #"the command "yes" prints too much; run it by hand to see why"#,
        ]
        for (source, message) in expected {
            #expect(failure(source, ["EMPTY": ""]) == place + message)
        }
    }

    @Test func `A command that hangs is killed with all it started`() throws {
        let mark = folder.path + "/child"
        let script = "sleep 600 & echo $! > \(mark); wait"
        #expect(
            failure("{command: [sh, -c, '\(script)']}", limit: .milliseconds(500))
                == folder.path + "/c.yaml:3:14: vendors.reap.api_key: the command \"sh\" did not "
                + "finish in time; run it by hand to see why")
        let text = try String(contentsOfFile: mark, encoding: .utf8)
        let child = try #require(pid_t(text.split(separator: "\n").first ?? ""))
        let deadline = ContinuousClock.now + .seconds(10)
        while isRunning(child) && .now < deadline { usleep(10_000) }
        #expect(!isRunning(child))
    }

    @Test func `A command whose child keeps its output open is not waited for`() throws {
        let script = "sleep 5 & echo hunter2"
        let start = ContinuousClock.now
        #expect(try resolve("{command: [sh, -c, '\(script)']}").revealed() == "hunter2")
        #expect(start.duration(to: .now) < .seconds(4))
    }

    @Test func `A command gets no input, no descriptor and no blocked signal of the program's`()
        throws
    {
        let descriptor = open(folder.path, O_RDONLY)  // without O_CLOEXEC
        defer { close(descriptor) }
        func output(_ command: String...) throws -> String {
            let bytes = try CommandOutput.of(
                command, environment: [:], deadline: .now + .seconds(30), sizeLimit: 4096)
            return String(decoding: bytes, as: UTF8.self)
        }
        // No shell between: it would clear the mask itself.
        let mask = try output("grep", "SigBlk", "/proc/self/status")
        #expect(mask == "SigBlk:\t0000000000000000\n")
        // ls has the folder it lists open as 3.
        #expect(try output("ls", "/proc/self/fd") == "0\n1\n2\n3\n")
        #expect(try output("cat") == "")
    }

    /// Whether the process exists and is not merely waiting to be reaped.
    private func isRunning(_ process: pid_t) -> Bool {
        guard
            let status = try? String(
                contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        else { return false }
        return !status.contains(") Z ")
    }

    private func resolve(
        _ source: String, _ environment: [String: String] = [:], limit: Duration = .seconds(30)
    ) throws(ConfigurationFailure) -> Secret {
        let text = """
            vendors:
              reap: {base_url: "https://a.example",
                api_key: \(source)}
            """
        let configuration = try Configuration(
            parsing: Array(text.utf8),
            of: ConfigurationDocument(
                file: folder.path + "/c.yaml",
                directories: BaseDirectories(environment: [:], home: folder.path)))
        guard let key = configuration.vendors.reap?.apiKey else {
            throw ConfigurationFailure(message: "no key")
        }
        return try SecretResolver(environment: environment, commandLimit: limit).resolve(key)
    }

    private func failure(
        _ source: String, _ environment: [String: String] = [:], limit: Duration = .seconds(30)
    ) -> String? {
        do throws(ConfigurationFailure) {
            _ = try resolve(source, environment, limit: limit)
            return nil
        } catch {
            return error.description
        }
    }
}
