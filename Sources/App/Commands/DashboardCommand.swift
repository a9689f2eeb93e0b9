import Domain

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
        let workspace = try Workspace(invocation)
        let session = DashboardSession(
            configuration: try workspace.requiredConfiguration(), storePath: workspace.storePath,
            file: workspace.file, invocation: invocation)
        return try session.run(in: DashboardProcess())
    }
}
