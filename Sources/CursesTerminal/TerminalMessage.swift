/// The command that has a terminal show a message outside its screen.
enum TerminalMessage {
    /// OSC 777, or OSC 9 where only that is known, wrapped for a multiplexer; nil for a terminal
    /// that might print it.
    static func command(
        title: String, body: String, type: String, environment: (String) -> String?
    ) -> String? {
        guard understandsCommands(type) else { return nil }
        let title = printable(title).replacing(";", with: ",")
        let body = printable(body).replacing(";", with: ",")
        let takesShortMessages =
            type.contains("kitty") || environment("TERM_PROGRAM") == "iTerm.app"
            || environment("LC_TERMINAL") == "iTerm2"
        let command = takesShortMessages ? "9;\(title): \(body)" : "777;notify;\(title);\(body)"
        return Passthrough.wrapped(
            "\u{1B}]\(command)\u{7}", type: type,
            isInTmux: Passthrough.isInTmux(type: type, environment: environment))
    }

    /// Consoles of machines and hardware terminals print commands that they do not know.
    static func understandsCommands(_ type: String) -> Bool {
        !type.isEmpty
            && !["linux", "vt", "ansi", "cons", "sun", "dumb"].contains { type.hasPrefix($0) }
    }
}
