import Domain
import Glibc

/// `vigil` alone: the dashboard on the configured vendors.
enum DashboardCommand {
    static let spec = CommandSpec(
        name: "", operands: "",
        summary: "open the dashboard on the configured vendors",
        options: CommandTable.dashboard,
        example: "vigil --view stamps --read-only",
        result: nil,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(
                .usage, "takes no \(PlainText.quoted(extra))",
                hint: "vigil --help lists the commands")
        }
        let workspace = try Workspace(invocation)
        // Without a configuration the store can be looked at; without a terminal nothing can.
        let isOnTerminal = Standard.isTerminal(STDIN_FILENO) && Standard.isTerminal(STDOUT_FILENO)
        let configuration =
            isOnTerminal
            ? workspace.configuration ?? Configuration() : try workspace.requiredConfiguration()
        let session = DashboardSession(
            configuration: configuration, storePath: workspace.storePath, file: workspace.file,
            isUnconfigured: workspace.configuration == nil, invocation: invocation)
        return try session.run(in: DashboardProcess())
    }
}
