import Glibc
import HTTPServer
import Sandbox
import TestSupport
import Testing

/// Whether a program is installed.
private func isInstalled(_ program: String) -> Bool {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
}

@Suite(.ownThread) struct CurlTests {
    @Test(.enabled(if: isInstalled("curl") && isInstalled("openssl")))
    func `curl and an openssl signature find every endpoint as the pages have it`() async throws {
        let clock: @Sendable () -> Int64 = {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
        }
        let sandbox = Sandbox(
            configuration: SandboxConfiguration(speed: 20, startedAt: clock(), now: clock))
        let server = try HTTPServer(responder: sandbox)
        defer { server.stop() }
        let file = #filePath.replacing("CurlTests.swift", with: "check-with-curl.sh")
        let run = try await ProgramOutput.of("/bin/sh", [file, "http://127.0.0.1:\(server.port)"])
        #expect(run.ending == .exited(0), "\(run.output) \(run.error)")
        #expect(run.output.hasSuffix("49 checks, 0 failed\n"))
    }
}
