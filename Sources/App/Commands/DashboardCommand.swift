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
        guard let configuration = workspace.configuration else {
            throw ProgramFailure(
                .configuration,
                "no configuration: \(PlainText.of(workspace.file.path)) does not exist",
                hint: "vigil demo needs none; the README says what goes into the file")
        }
        let session = DashboardSession(
            configuration: configuration, storePath: workspace.storePath, invocation: invocation)
        return try session.run(in: DashboardProcess())
    }
}
