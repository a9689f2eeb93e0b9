/// The completion of bash, printed from the table of commands.
enum BashCompletion {
    /// A script to be sourced.
    static func script(_ parser: ArgumentParser) -> String {
        """
        # bash completion for vigil; vigil completions bash prints it.

        _vigil_options() {
            case $1 in
        \(cases(parser.named.map { ($0.name, "echo '\(options($0.options))'") }, indent: 8))
                '') echo '\(options(parser.commands.first?.options ?? []))' ;;
            esac
            echo '\(options(parser.globals))'
        }

        # What stands after an option: words, "@file", or nothing that could be offered ("@any").
        # Fails for a switch and for what is no option.
        _vigil_option_values() {
            case "$1 $2" in
        \(cases(values(parser), indent: 8))
                *) return 1 ;;
            esac
        }

        _vigil_operand() {
            case "$1 $2" in
        \(cases(operands(parser), indent: 8))
            esac
        }

        _vigil() {
            local cur=${COMP_WORDS[COMP_CWORD]} command='' count=0 glued='' word wanted=''
            local -a words=()
            local index
            # bash takes `--name=value` and `kind:id` apart; here they are whole again.
            for ((index = 1; index <= COMP_CWORD; index++)); do
                word=${COMP_WORDS[index]}
                if [[ ${#words[@]} -gt 0 && ( -n $glued || $word == [=:]* ) ]]; then
                    words[${#words[@]}-1]+=$word
                else
                    words+=("$word")
                fi
                if [[ $word == *[=:] ]]; then glued=1; else glued=''; fi
            done
            local last=$((${#words[@]} - 1))
            cur=${words[last]}
            local ended=''
            for ((index = 0; index < last; index++)); do
                word=${words[index]}
                if [[ -n $wanted ]]; then
                    wanted=''
                elif [[ -z $ended && $word == -- ]]; then
                    ended=1
                elif [[ -z $ended && $word == -?* ]]; then
                    if [[ $word != *=* ]] && _vigil_option_values "$command" "$word" >/dev/null; then
                        wanted=$word
                    fi
                elif [[ -z $command ]]; then
                    command=$word
                else
                    count=$((count + 1))
                fi
            done
            local offered prefix=''
            if [[ -n $wanted ]]; then
                offered=$(_vigil_option_values "$command" "$wanted")
            elif [[ -z $ended && $cur == --*=* ]]; then
                prefix=${cur%%=*}=
                offered=$(_vigil_option_values "$command" "${cur%%=*}")
                cur=${cur#*=}
            elif [[ -z $ended && $cur == -* ]]; then
                offered=$(_vigil_options "$command")
            elif [[ -z $command ]]; then
                offered='\(parser.named.map(\.name).joined(separator: " "))'
            else
                offered=$(_vigil_operand "$command" "$count")
            fi
            case $offered in
                @file)
                    compopt -o filenames 2>/dev/null
                    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
                    return ;;
                @reference)
                    mapfile -t COMPREPLY < <("${COMP_WORDS[0]}" completions refs -- \\
                        "${words[@]}" 2>/dev/null | cut -f 1) ;;
                @any) COMPREPLY=() ;;
                *) mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$cur") ;;
            esac
            # bash replaces only what stands behind the last of these characters.
            if [[ -z $prefix && $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then
                COMPREPLY=("${COMPREPLY[@]#"${cur%"${cur##*:}"}"}")
            elif [[ -n $prefix && $COMP_WORDBREAKS != *=* ]]; then
                COMPREPLY=("${COMPREPLY[@]/#/$prefix}")
            fi
        }

        complete -F _vigil vigil

        """
    }

    private static func cases(_ rows: [(String, String)], indent: Int) -> String {
        rows.map { pattern, command in
            String(repeating: " ", count: indent) + "\(pattern)) \(command) ;;"
        }.joined(separator: "\n")
    }

    private static func options(_ options: [OptionSpec]) -> String {
        options.map { "--\($0.name)" }.joined(separator: " ")
    }

    private static func values(_ parser: ArgumentParser) -> [(String, String)] {
        let own = parser.commands.flatMap { command in
            command.options.filter { $0.argument != nil }.map { option in
                ("'\(command.name) --\(option.name)'", echo(CompletionValues(of: option)))
            }
        }
        let shared = parser.globals.filter { $0.argument != nil }.map { option in
            ("*' --\(option.name)'", echo(CompletionValues(of: option)))
        }
        return own + shared
    }

    private static func operands(_ parser: ArgumentParser) -> [(String, String)] {
        parser.named.flatMap { command in
            let values = CompletionValues.operands(of: command)
            return values.enumerated().map { index, value in
                let isLast = index == values.count - 1 && CompletionValues.isOpenEnded(command)
                return (isLast ? "'\(command.name) '*" : "'\(command.name) \(index)'", echo(value))
            }
        }
    }

    private static func echo(_ values: CompletionValues) -> String {
        switch values {
        case .anything: "echo '@any'"
        case .file: "echo '@file'"
        case .reference: "echo '@reference'"
        case .words(let words): "echo '\(words.joined(separator: " "))'"
        }
    }
}
