/// Prints the table of commands for people.
struct HelpText {
    /// The commands and the global options to print.
    var parser: ArgumentParser

    /// The whole program's help.
    var program: String {
        """
        vigil watches and feeds KYC vendors' batch jobs from a terminal.

        Usage: vigil [OPTION...] [COMMAND] [ARGUMENT...]

        Commands (vigil COMMAND --help says more of each):
        \(table(parser.commands.map { ($0.name.isEmpty ? "(none)" : $0.name, $0.summary) }))

        Options of vigil without a command:
        \(table((parser.commands.first { $0.name.isEmpty }?.options ?? []).map(row)))

        Options of every command:
        \(table(parser.globals.map(row)))

        Exit status: 0 done, 1 the work failed, 2 usage, 3 configuration or credentials,
        4 vendor or network, 5 not found, 6 refused, 7 timed out, 130 interrupted.

        """
    }

    /// One command's help.
    func command(_ command: CommandSpec) -> String {
        var text = "\(command.summary)\n\nUsage: vigil \(command.name) [OPTION...]"
        if !command.operands.isEmpty { text += " \(command.operands)" }
        text += "\n"
        if !command.options.isEmpty {
            text += "\nOptions:\n\(table(command.options.map(row)))\n"
        }
        text += "\nOptions of every command:\n\(table(parser.globals.map(row)))\n"
        if let result = command.result { text += "\nWith --json:\n  \(result)\n" }
        return text + "\nExample:\n  \(command.example)\n"
    }

    private func row(_ option: OptionSpec) -> (String, String) {
        ("--\(option.name)" + (option.argument.map { " \($0)" } ?? ""), option.summary)
    }

    private func table(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, summary in
            "  \(name)\(String(repeating: " ", count: width - name.count))  \(summary)"
        }.joined(separator: "\n")
    }
}
