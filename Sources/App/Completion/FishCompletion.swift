/// The completion of fish, printed from the table of commands.
enum FishCompletion {
    /// A script for a folder of `$fish_complete_path`, or to be sourced.
    static func script(_ parser: ArgumentParser) -> String {
        let withValue = (parser.globals + parser.commands.flatMap(\.options)).filter {
            $0.argument != nil
        }
        let names = Set(withValue.map { "--\($0.name)" }).sorted().joined(separator: " ")
        let commands = parser.named.map { command in
            "complete -c vigil -n '__vigil_at \"\" 0' -a \(command.name) -d "
                + quoted(command.summary)
        }
        let own = parser.commands.flatMap { command in
            let place = command.name.isEmpty ? "__vigil_at \"\"" : "__vigil_at \(command.name)"
            return command.options.map { option(of: $0, when: "-n '\(place)' ") }
                + operands(of: command)
        }
        return """
            # fish completion for vigil; vigil completions fish prints it.

            # Whether the command line is at an operand of a command: the command, which may be
            # empty, and perhaps the number of its operands so far.
            function __vigil_at
                set -l words (commandline -opc)
                set -e words[1]
                set -l command ''
                set -l count 0
                set -l wanted 0
                for word in $words
                    if test $wanted = 1
                        set wanted 0
                    else if string match -q -- '-*' $word
                        contains -- $word \(names)
                        and set wanted 1
                    else if test -z "$command"
                        set command $word
                    else
                        set count (math $count + 1)
                    end
                end
                test "$command" = "$argv[1]"
                or return 1
                test (count $argv) -lt 2
                or test $count = $argv[2]
            end

            function __vigil_references
                set -l words (commandline -opc)
                set -l program $words[1]
                set -e words[1]
                $program completions refs -- $words (commandline -ct) 2>/dev/null
            end

            complete -c vigil -f
            \(parser.globals.map { option(of: $0, when: "") }.joined(separator: "\n"))
            \((commands + own).joined(separator: "\n"))

            """
    }

    private static func option(of option: OptionSpec, when condition: String) -> String {
        var line = "complete -c vigil \(condition)-l \(option.name) -d \(quoted(option.summary))"
        guard option.argument != nil else { return line }
        switch CompletionValues(of: option) {
        case .anything: line += " -x"
        case .file: line += " -r -F"
        case .reference: line += " -x -a '(__vigil_references)'"
        case .words(let words): line += " -x -a '\(words.joined(separator: " "))'"
        }
        return line
    }

    private static func operands(of command: CommandSpec) -> [String] {
        let values = CompletionValues.operands(of: command)
        return values.enumerated().compactMap { index, value in
            let isLast = index == values.count - 1 && CompletionValues.isOpenEnded(command)
            let place = "-n '__vigil_at \(command.name)\(isLast ? "" : " \(index)")'"
            let line = "complete -c vigil \(place) "
            return switch value {
            case .anything: nil
            case .file: line + "-F"
            case .reference: line + "-a '(__vigil_references)'"
            case .words(let words): line + "-a '\(words.joined(separator: " "))'"
            }
        }
    }

    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
    }
}
