/// The completion of zsh, printed from the table of commands.
enum ZshCompletion {
    /// A script for a folder of `$fpath`, or to be sourced after compinit.
    static func script(_ parser: ArgumentParser) -> String {
        let commands = parser.named.map { command in
            "        \(quoted(command.name + ":" + plain(command.summary)))"
        }.joined(separator: "\n")
        let cases = parser.named.map { command in
            """
                    \(command.name))
                        _arguments -S \(lines(command.options + parser.globals, indent: 16))\(operands(command)) ;;
            """
        }.joined(separator: "\n")
        return """
            #compdef vigil
            # zsh completion for vigil; vigil completions zsh prints it.

            _vigil_commands() {
                local -a commands=(
            \(commands)
                )
                _describe -t commands command commands
            }

            # What is tracked, asked of vigil itself: ids that go on from what is typed, or the
            # one whose label does.
            _vigil_references() {
                local -a ids=() shown=()
                local line
                for line in "${(@f)$("$vigil_program" completions refs -- "${vigil_line[@]}" 2>/dev/null)}"; do
                    [[ -n $line ]] || continue
                    ids+=("${line%%$'\\t'*}")
                    shown+=("${line/$'\\t'/  }")
                done
                compadd -U -l -d shown -a ids
            }

            _vigil() {
                local vigil_program=${words[1]}
                local -a vigil_line=("${(@)words[2,CURRENT-1]}" "$PREFIX")
                local curcontext="$curcontext" state line
                typeset -A opt_args
                _arguments -C -S \(lines(parser.first, indent: 8)) \\
                    '1: :_vigil_commands' \\
                    '*::: :->operand'
                [[ $state == operand ]] || return
                words=("${line[1]}" "${words[@]}")
                ((CURRENT += 1))
                case ${line[1]} in
            \(cases)
                esac
            }

            if [[ ${funcstack[1]} == _vigil ]]; then _vigil "$@"; else compdef _vigil vigil; fi

            """
    }

    private static func lines(_ options: [OptionSpec], indent: Int) -> String {
        options.map { option in
            let values = option.argument.map {
                ":\(plain($0)):\(action(CompletionValues(of: option)))"
            }
            let equals = option.argument == nil ? "" : "="
            return "\\\n" + String(repeating: " ", count: indent + 4)
                + quoted("*--\(option.name)\(equals)[\(plain(option.summary))]\(values ?? "")")
        }.joined(separator: " ")
    }

    private static func operands(_ command: CommandSpec) -> String {
        let values = CompletionValues.operands(of: command)
        let actions = values.enumerated().map { index, value in
            let isLast = index == values.count - 1 && CompletionValues.isOpenEnded(command)
            return "'\(isLast ? "*" : String(index + 1)):value:\(action(value))'"
        }
        return actions.map { " \\\n                    \($0)" }.joined()
    }

    private static func action(_ values: CompletionValues) -> String {
        switch values {
        case .anything: " "
        case .file: "_files"
        case .reference: "_vigil_references"
        case .words(let words): "(\(words.joined(separator: " ")))"
        }
    }

    /// Without what has a meaning in a specification.
    private static func plain(_ text: String) -> String {
        text.replacing("[", with: "(").replacing("]", with: ")").replacing(":", with: ";")
            .replacing("|", with: "/")
    }

    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "'\\''"))'"
    }
}
