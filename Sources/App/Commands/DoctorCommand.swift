import Domain
import Glibc
import JSON

/// `vigil doctor`: looks at everything that Vigil depends on, one line each.
enum DoctorCommand {
    static let spec = CommandSpec(
        name: "doctor", operands: "",
        summary: "check terminal, locale, configuration, store and vendors, and say what to do",
        options: [],
        example: "vigil doctor",
        result:
            #"{"command": "doctor", "ok", "findings": [{"verdict", "subject", "text", "advice"}]}"#,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(.usage, "doctor: takes no \(PlainText.quoted(extra))")
        }
        let findings = examine(invocation)
        let isWell = findings.allSatisfy { $0.verdict == .ok }
        if invocation.has("json") {
            let answer: JSON = [
                "command": "doctor", "ok": .bool(isWell),
                "findings": .array(findings.map(\.json)),
            ]
            Standard.output(answer.text() + "\n")
        } else {
            let paint = Paint(invocation)
            for finding in findings where !invocation.has("quiet") || finding.verdict != .ok {
                Standard.output(paint.painted(finding.line, finding.verdict.style) + "\n")
            }
        }
        return isWell ? .done : .workFailed
    }

    /// Answers within five seconds whatever does not.
    private static func examine(_ invocation: Invocation) -> [Finding] {
        let start = ContinuousClock.now
        let host = invocation.host
        let file = ConfigurationFile(
            option: invocation.value("config"), directories: host.directories)
        let configuration = (try? file.read()) ?? nil
        let location = StoreLocation(
            option: invocation.value("store"), configuration: configuration,
            directories: host.directories)
        let storePath: String? = if case .file(let path) = location { path } else { nil }
        let files = FilesExamination(
            file: file, configuration: configuration, storePath: storePath)
        let vendors = configuration.map {
            VendorExamination(
                configuration: $0, host: host, secretsDeadline: start + .milliseconds(1800),
                deadline: start + .milliseconds(4200))
        }
        let nearby =
            SurroundingsExamination(invocation: invocation).findings()
            + files.configurationFindings()
        let distant = blocking { () async -> [Finding] in
            async let store = value(by: start + .milliseconds(4200)) { await files.storeFinding() }
            async let answers = vendors?.findings() ?? []
            let late = Finding.warning(
                "store", "is still being read", "try again when nothing else uses it")
            return [await store ?? late] + (await answers)
        }
        return nearby + distant
    }
}
