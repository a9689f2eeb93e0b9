/// Commands for the terminal outside a multiplexer, which passes on what is wrapped for it.
enum Passthrough {
    /// Whether the multiplexer that the program runs in is tmux. Where screen runs in tmux or tmux
    /// in screen, both have left their mark, and the type decides: screen would print what is
    /// wrapped for tmux, while tmux drops what is wrapped for screen.
    static func isInTmux(type: String, environment: (String) -> String?) -> Bool {
        if type.hasPrefix("screen"), environment("STY") != nil { return false }
        return environment("TMUX") != nil
    }

    /// A command as it must be written on a terminal of this kind.
    static func wrapped(_ command: String, type: String, isInTmux: Bool) -> String {
        if isInTmux || type.hasPrefix("tmux") {
            // tmux takes every escape of the wrapped text doubled.
            let doubled = command.replacing("\u{1B}", with: "\u{1B}\u{1B}")
            return "\u{1B}Ptmux;\(doubled)\u{1B}\\"
        }
        guard type.hasPrefix("screen") else { return command }
        // screen holds no more than 768 bytes of a string.
        var wrapped = ""
        var rest = Substring(command)
        while !rest.isEmpty {
            wrapped += "\u{1B}P\(rest.prefix(512))\u{1B}\\"
            rest = rest.dropFirst(512)
        }
        return wrapped
    }
}
