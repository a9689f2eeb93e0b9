import Dashboard

/// The manual page, printed from the tables of commands and keys (man(7) macros).
struct ManualPage {
    /// The commands and the global options.
    var parser: ArgumentParser

    /// The page for section 1, in ASCII.
    var roff: String {
        """
        .TH VIGIL 1 "" "vigil \(Program.version)" "User Commands"
        .SH NAME
        vigil \\- watch and feed KYC vendors\\(aq batch jobs from a terminal
        .SH SYNOPSIS
        .B vigil
        .RI [ OPTION... ]
        .RI [ COMMAND ]
        .RI [ ARGUMENT... ]
        .SH DESCRIPTION
        \(text(Self.description))
        .SH COMMANDS
        \(parser.commands.map(command).joined(separator: "\n"))
        .SH OPTIONS OF EVERY COMMAND
        \(options(parser.globals))
        .SH KEYS
        \(keys)
        .SH CONFIGURATION
        \(text(Self.configuration))
        .SH EXIT STATUS
        \(list(Self.statuses))
        .SH ENVIRONMENT
        \(list(Self.variables))
        .SH FILES
        \(list(Self.files))
        .SH EXAMPLES
        \(parser.commands.map(example).joined(separator: "\n"))
        .SH SEE ALSO
        .BR bash (1),
        .BR systemd.unit (5),
        .BR yaml (1)

        """
    }

    private func command(_ command: CommandSpec) -> String {
        let name = ["vigil", command.name].filter { !$0.isEmpty }.joined(separator: " ")
        var lines = [
            ".SS \"\(escaped([name, command.operands].filter { !$0.isEmpty }.joined(separator: " ")))\"",
            text(command.summary.prefix(1).uppercased() + command.summary.dropFirst() + "."),
        ]
        if !command.options.isEmpty { lines.append(options(command.options)) }
        if let result = command.result {
            lines.append(".PP\nWith\n.BR \\-\\-json :\n" + text(result))
        }
        return lines.joined(separator: "\n")
    }

    private func options(_ options: [OptionSpec]) -> String {
        options.map { option in
            let value = option.argument.map { " \\fI\(escaped($0))\\fR" } ?? ""
            return ".TP\n\\fB\(escaped("--" + option.name))\\fR\(value)\n\(text(option.summary))"
        }.joined(separator: "\n")
    }

    private var keys: String {
        var lines: [String] = []
        var group = ""
        for line in KeyReference.lines {
            if line.group != group { lines.append(".SS \"\(escaped(line.group))\"") }
            group = line.group
            lines.append(".TP 16\n\\fB\(escaped(line.keys))\\fR\n\(text(line.label))")
        }
        return lines.joined(separator: "\n")
    }

    private func list(_ rows: [(String, String)]) -> String {
        rows.map { ".TP\n\\fB\(escaped($0.0))\\fR\n\(text($0.1))" }.joined(separator: "\n")
    }

    private func example(_ command: CommandSpec) -> String {
        ".PP\n\(text(command.summary))\n.EX\n    \(escaped(command.example))\n.EE"
    }

    /// Text as it stands: no line of it is a request, no character of it an escape.
    private func text(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let escaped = escaped(String(line))
            return escaped.hasPrefix(".") || escaped.hasPrefix("\\(aq") ? "\\&" + escaped : escaped
        }.joined(separator: "\n")
    }

    private func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\e"
            case "-": "\\-"
            case "'": "\\(aq"
            case "\"": "\\(dq"
            case "`": "\\(ga"
            case "^": "\\(ha"
            case "~": "\\(ti"
            default:
                scalar.isASCII ? String(scalar) : "\\[u\(hex(scalar))]"
            }
        }.joined()
    }

    /// At least four digits, as groff_char(7) has it.
    private func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension ManualPage {
    private static let description = """
        Vigil watches batch jobs of the KYC vendors Reap, Deepvue, Surepass and DollarPe on one \
        screen and submits customers' KYC. Without a command it opens the dashboard. An item is \
        named by a REF: kind:id, the beginning of an id that no other item shares, or a whole id. \
        Long options take --name value and --name=value; -- ends options.
        """

    private static let configuration = """
        A YAML file. vigil config init writes one with every key and its default, vigil config \
        check says everything that is wrong in one, and a running dashboard takes a change in as \
        soon as the file is saved. Credentials are {env: NAME}, {command: [PROGRAM, ARGUMENT]}, \
        {file: PATH} or plain text in a file that nobody else may read.
        """

    /// The exit statuses; the help prints the same.
    private static let statuses: [(String, String)] = [
        ("0", "done"), ("1", "the work itself failed, or there are findings"), ("2", "usage"),
        ("3", "configuration or credentials"), ("4", "vendor or network"), ("5", "not found"),
        ("6", "refused"), ("7", "timed out"), ("130", "interrupted"),
    ]

    private static let variables: [(String, String)] = [
        ("VIGIL_CONFIG", "the configuration file, unless --config names one"),
        ("NO_COLOR", "no colour, when set to anything"),
        ("TERM, COLORTERM", "the terminal's type, and truecolor where it has every colour"),
        ("LC_ALL, LC_CTYPE, LANG", "the locale: without UTF-8, drawings are ASCII"),
        ("TZ", "the time zone of the clock that is shown"),
        ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_DATA_HOME", "where files are, see below"),
        ("HTTPS_PROXY, NO_PROXY", "the proxy for vendors, and hosts that are reached without"),
        ("TMPDIR", "where the demo keeps its store while it runs"),
    ]

    private static let files: [(String, String)] = [
        ("$XDG_CONFIG_HOME/vigil/config.yaml", "the configuration (~/.config/vigil)"),
        ("$XDG_STATE_HOME/vigil/vigil.db", "the store (~/.local/state/vigil)"),
        ("$XDG_CONFIG_HOME/vigil/themes, $XDG_DATA_HOME/vigil/themes", "a user's own themes"),
        ("/usr/share/vigil/themes", "the themes that come with Vigil"),
    ]
}
