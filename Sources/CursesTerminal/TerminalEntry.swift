import CNcurses
import Glibc

/// The terminfo entry that a terminal is driven by.
struct TerminalEntry {
    /// Its name.
    let name: String

    /// The entry of the configured type or of `$TERM`, or one of the same terminal with every
    /// colour when `$COLORTERM` promises them.
    init(_ configuration: TerminalConfiguration, output: Int32) throws(TerminalFailure) {
        let type = configuration.effectiveType
        guard !type.isEmpty else {
            throw TerminalFailure(
                code: .unknownType,
                description: "TERM is not set: set it to your terminal's type, for example "
                    + "xterm-256color")
        }
        guard Self.exists(type, output: output) else {
            throw TerminalFailure(
                code: .unknownType,
                description: "the terminal type \"\(printable(type))\" is not known here: install "
                    + "the package ncurses-term or set TERM=xterm-256color")
        }
        guard Self.canPlaceCursor else {
            throw TerminalFailure(
                code: .tooSimple,
                description: "the terminal type \"\(printable(type))\" cannot place text on the "
                    + "screen: use a full-screen terminal, or a command that needs no screen")
        }
        let promise = configuration.environment("COLORTERM")
        let isTrueColor = promise == "truecolor" || promise == "24bit"
        let direct =
            configuration.colors == .auto && isTrueColor
            ? Self.directNames(type).first { Self.exists($0, output: output) } : nil
        name = direct ?? type
    }

    private static func directNames(_ type: String) -> [String] {
        if type.hasSuffix("-direct") { return [] }
        let suffix = "-256color"
        let stem = type.hasSuffix(suffix) ? String(type.dropLast(suffix.count)) : type
        return [stem + "-direct"] + (type.hasPrefix("xterm-") ? ["xterm-direct"] : [])
    }

    private static func exists(_ name: String, output: Int32) -> Bool {
        var problem: Int32 = 0
        return setupterm(name, output, &problem) == OK
    }

    /// Of the entry that `exists` looked at last.
    private static var canPlaceCursor: Bool {
        guard let move = tigetstr("cup") else { return false }
        return move != UnsafeMutablePointer(bitPattern: -1)
    }
}

/// A text from outside without what could control a terminal.
func printable(_ text: String) -> String {
    String(
        text.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init)
    )
}
