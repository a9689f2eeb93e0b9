import CLinux
import Domain
import Glibc
import HTTPServer
import Sandbox

/// `vigil sandbox`: serves the four vendors' APIs until it is told to end.
enum SandboxCommand {
    static let spec = CommandSpec(
        name: "sandbox", operands: "",
        summary: "serve all four vendors' APIs on this machine until interrupted",
        options: [
            OptionSpec("host", "ADDRESS", "where to listen (default 127.0.0.1)"),
            OptionSpec("port", "N", "the port; 0 takes a free one (default 0)"),
        ] + CommandTable.sandbox(speed: "1") + [
            OptionSpec(
                "write-config", "FILE", "write a configuration for it, readable by you alone"),
            OptionSpec("force", nil, "overwrite that file"),
        ],
        example: "vigil sandbox --port 8080 --speed 20 --write-config sandbox.yaml",
        result: nil,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(.usage, "sandbox: takes no \(PlainText.quoted(extra))")
        }
        let port = try invocation.number("port", in: 0...65_535) ?? 0
        // Before the server's thread starts, so that the signals come to this one.
        let signals = SignalDescriptor(
            SignalDescriptor.heeding([SIGINT, SIGTERM, SIGHUP]))
        signal(SIGPIPE, SIG_IGN)
        let sandbox = try RunningSandbox(
            host: invocation.value("host") ?? "127.0.0.1", port: UInt16(port),
            settings: SandboxSettings(invocation, defaultSpeed: 1))
        defer { sandbox.stop() }
        if let file = invocation.value("write-config") {
            try PrivateFile.write(
                sandbox.configurationYAML, to: file, overwriting: invocation.has("force"))
        }
        Standard.output("listening on \(sandbox.url)\n")
        var poll = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
        while signals.read().isEmpty { _ = Glibc.poll(&poll, 1, -1) }
        return .done
    }
}
