/// One long option of the command line.
struct OptionSpec: Equatable, Sendable {
    /// The name without the dashes.
    var name: String
    /// What its value is called in the help; nil for a switch.
    var argument: String?
    /// One line that says what it does.
    var summary: String

    init(_ name: String, _ argument: String? = nil, _ summary: String) {
        self.name = name
        self.argument = argument
        self.summary = summary
    }
}

/// One command: what it is called, takes and does.
struct CommandSpec: Sendable {
    /// The name; empty for the program without a command.
    var name: String
    /// What stands after the name and the options in its usage line.
    var operands: String
    /// One line that says what it does.
    var summary: String
    /// The options it has beside the global ones.
    var options: [OptionSpec]
    /// A line that can be typed as it is.
    var example: String
    /// What `--json` prints, for the commands that have a result.
    var result: String?
    /// Does it.
    var run: @Sendable (Invocation) throws(ProgramFailure) -> ExitStatus
}
