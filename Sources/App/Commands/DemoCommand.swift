import Domain
import Glibc

/// `vigil demo`: the dashboard on a sandbox in the same process, with nothing to set up.
enum DemoCommand {
    static let spec = CommandSpec(
        name: "demo", operands: "",
        summary: "open the dashboard on an embedded sandbox: no account, nothing kept",
        options: CommandTable.dashboard + CommandTable.sandbox(speed: "20"),
        example: "vigil demo --theme vigil-light",
        result: nil,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(.usage, "demo: takes no \(PlainText.quoted(extra))")
        }
        let settings = try SandboxSettings(invocation, defaultSpeed: 20)
        // Before the sandbox starts its thread, so that signals come to the loop.
        let process = try DashboardProcess()
        let sandbox = try RunningSandbox(host: "127.0.0.1", port: 0, settings: settings)
        defer { sandbox.stop() }
        let folder = try ThrowAwayFolder()
        defer { folder.remove() }
        let session = DashboardSession(
            configuration: try configuration(of: sandbox, invocation),
            storePath: folder.path + "/vigil.db", wanted: sandbox.trackable,
            invocation: invocation)
        return try session.run(in: process)
    }

    /// The very file that `vigil sandbox --write-config` writes, read as any other.
    private static func configuration(
        of sandbox: RunningSandbox, _ invocation: Invocation
    ) throws(ProgramFailure) -> Configuration {
        let document = ConfigurationDocument(
            file: "the demo's configuration", directories: invocation.host.directories)
        do throws(ConfigurationFailure) {
            return try Configuration(
                parsing: Array(sandbox.configurationYAML.utf8), of: document)
        } catch {
            throw ProgramFailure(error)
        }
    }
}

/// A folder for this run alone.
private struct ThrowAwayFolder {
    let path: String

    init() throws(ProgramFailure) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/vigil-demo-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw ProgramFailure(
                .refused,
                "\(PlainText.of(parent)): no folder can be made: \(String(cString: strerror(errno)))"
            )
        }
        path = String(cString: made)
    }

    /// Removes the folder and the files in it.
    func remove() {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { unlink("\(path)/\(name)") }
        }
        closedir(folder)
        rmdir(path)
    }
}
