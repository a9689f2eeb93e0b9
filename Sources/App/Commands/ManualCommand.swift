import Domain

/// `vigil manual`: prints the manual page.
enum ManualCommand {
    static let spec = CommandSpec(
        name: "manual", operands: "",
        summary: "print the manual page, for man",
        options: [],
        example: "vigil manual > vigil.1 && man -l vigil.1",
        result: nil,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(.usage, "manual: takes no \(PlainText.quoted(extra))")
        }
        let parser = ArgumentParser(
            commands: CommandTable.commands, globals: CommandTable.globals)
        Standard.output(ManualPage(parser: parser).roff)
        return .done
    }
}
