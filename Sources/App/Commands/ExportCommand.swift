import Domain
import JSON
import Store

/// `vigil export`: prints what is known as numbers for other programs.
enum ExportCommand {
    static let spec = CommandSpec(
        name: "export", operands: "metrics",
        summary: "print numbers of what is tracked for Prometheus' textfile collector",
        options: [
            OptionSpec(
                "output", "FILE", "write them to a file, which is complete whenever it is read")
        ],
        example: "vigil export metrics --output /var/lib/node_exporter/vigil.prom",
        result: #"{"command": "export", "ok": true, "path"}; needs --output"#,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        guard invocation.operands == ["metrics"] else {
            let what = invocation.operands.isEmpty ? "needs to know what" : "cannot export that"
            throw ProgramFailure(
                .usage, "export: \(what)", hint: "vigil export metrics prints numbers")
        }
        guard !invocation.has("json") || invocation.has("output") else {
            throw ProgramFailure(
                .usage, "export metrics: has a format of its own, which is not JSON",
                hint: "vigil list --json prints the items")
        }
        let workspace = try Workspace(invocation)
        let vendors = workspace.configuration?.vendors
        let account = vendors?.deepvue.flatMap {
            // Without its credential what is left is not known; the other numbers are.
            try? VendorSet.account(
                of: $0,
                SecretResolver(
                    environment: invocation.host.environment,
                    withheld: vendors?.secretVariables ?? []))
        }
        let cadences = workspace.cadences
        let text = try workspace.withStore { store in
            let now = SystemClock.now()
            var metrics = Metrics(
                try await store.items(includingUntracked: true), cadences: cadences, at: now)
            metrics.pollers = try await store.presences(at: now).count(where: \.isPolling)
            if let account {
                metrics.budgets[.deepvue] = try await store.budget(of: account)?.standing(at: now)
            }
            return metrics.text
        }
        guard let path = invocation.value("output") else {
            Standard.output(text)
            return .done
        }
        // The collector is another user, and nothing in it is personal.
        try PrivateFile.write(text, to: path, overwriting: true, mode: 0o644)
        if invocation.has("json") {
            let answer: JSON = ["command": "export", "ok": true, "path": .string(path)]
            Standard.output(answer.text() + "\n")
        }
        return .done
    }
}
