import Domain

/// `vigil follow`: keeps polling without a screen and prints one line for each change.
enum FollowCommand {
    static let spec = CommandSpec(
        name: "follow", operands: "",
        summary: "keep polling, print a line for each change and raise alerts",
        options: [
            OptionSpec("until-final", nil, "end when nothing is left to poll")
        ],
        example: "vigil follow --json --until-final | tee changes.jsonl",
        result: """
            a line for each change: {"at", "change": first, progress, state, flag, error or
              recovered, "item": {as list prints it}}
              SIGTERM, a service manager's word, is a good end (0); Ctrl-C is an interrupt (130).
            """,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(
                .usage, "follow: takes no \(PlainText.quoted(extra))",
                hint: "vigil wait REF waits for single items")
        }
        return try CommandSession.run(invocation) { session throws(ProgramFailure) in
            let vendors = try session.allVendors()
            var following = Following(session, vendors: Set(vendors.clients.keys))
            let run = PollingRun(session, vendors: vendors)
            run.follow(try session.configurationFollower())
            defer { run.stop() }
            return try following.follow(run)
        }
    }
}
