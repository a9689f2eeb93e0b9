import Domain

/// Reads arguments against the table of commands.
struct ArgumentParser {
    /// The commands; the first, without a name, is what the program does when none is given.
    var commands: [CommandSpec]
    /// The options that every command has.
    var globals: [OptionSpec]

    /// The invocation that these arguments (without the program's name) spell.
    func parse(_ arguments: [String], host: Host) throws(ProgramFailure) -> Invocation {
        var invocation = Invocation(host: host)
        var command = commands.first { $0.name.isEmpty }
        var rest = arguments[...]
        var isCommandKnown = false
        while let argument = rest.popFirst() {
            if argument == "--" {
                invocation.operands += rest
                break
            }
            if argument == "-h" {
                invocation.options["help"] = [""]
            } else if argument.hasPrefix("-"), argument != "-" {
                try readOption(argument, of: command, from: &rest, into: &invocation)
            } else if isCommandKnown {
                invocation.operands.append(argument)
            } else {
                command = try self.command(named: argument)
                invocation.command = argument
                isCommandKnown = true
            }
        }
        let allowed = Set((globals + (command?.options ?? [])).map(\.name))
        if let stray = invocation.options.keys.sorted().first(where: { !allowed.contains($0) }) {
            throw unknown(option: "--\(stray)", of: command)
        }
        return invocation
    }

    private func command(named name: String) throws(ProgramFailure) -> CommandSpec {
        if let command = commands.first(where: { $0.name == name && !name.isEmpty }) {
            return command
        }
        throw ProgramFailure(
            .usage, "unknown command \(PlainText.quoted(name))",
            hint: Spelling.hint(for: name, among: commands.map(\.name))
                ?? "vigil --help lists the commands")
    }

    private func readOption(
        _ argument: String, of command: CommandSpec?, from rest: inout ArraySlice<String>,
        into invocation: inout Invocation
    ) throws(ProgramFailure) {
        let parts = argument.dropFirst(2).split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        guard argument.hasPrefix("--"),
            let option = (globals + (command?.options ?? [])).first(where: { $0.name == name })
        else { throw unknown(option: argument, of: command) }
        if option.argument == nil {
            guard parts.count == 1 else {
                throw ProgramFailure(.usage, "--\(name): takes no value")
            }
            invocation.options[name, default: []].append("")
        } else if parts.count == 2 {
            invocation.options[name, default: []].append(String(parts[1]))
        } else if let value = rest.popFirst() {
            invocation.options[name, default: []].append(value)
        } else {
            throw ProgramFailure(.usage, "--\(name): needs a value, \(option.argument ?? "")")
        }
    }

    private func unknown(option: String, of command: CommandSpec?) -> ProgramFailure {
        let name = String(option.prefix { $0 != "=" })
        let known = (globals + (command?.options ?? [])).map { "--\($0.name)" }
        let place = command.map { $0.name.isEmpty ? "" : " of vigil \($0.name)" } ?? ""
        return ProgramFailure(
            .usage, "unknown option \(PlainText.quoted(name))\(place)",
            hint: Spelling.hint(for: name, among: known)
                ?? "vigil --help lists the options")
    }
}
