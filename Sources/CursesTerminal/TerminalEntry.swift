import CNcurses
import Glibc

/// The terminfo entry that a terminal is driven by.
struct TerminalEntry {
    /// Its name.
    let name: String

    /// The entry of the configured type or of `$TERM`, or one of the same terminal with every
    /// colour when `$COLORTERM` promises them.
    init(_ configuration: TerminalConfiguration, output: Int32) throws(TerminalFailure) {
        // What is looked at here is not what the screen will be driven by.
        let before = set_curterm(nil)
        defer {
            Self.forget()
            _ = set_curterm(before)
        }
        var type = configuration.effectiveType
        guard !type.isEmpty else {
            throw TerminalFailure(
                code: .unknownType,
                description: "TERM is not set: set it to your terminal's type, for example "
                    + "xterm-256color")
        }
        if !Self.exists(type, output: output), Self.isLikeXterm(type) { type = Self.xterm }
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

    private static let xterm = "xterm-256color"

    /// Terminals that understand what an xterm does and whose own entries come with them: on
    /// another machine their names are not known.
    private static func isLikeXterm(_ type: String) -> Bool {
        ["xterm-", "kitty", "foot", "alacritty", "wezterm", "contour", "ghostty", "rio"]
            .contains { type.hasPrefix($0) }
    }

    /// Whether the terminal can write its last cell without scrolling (terminfo's rmam). Where it
    /// cannot, ncurses moves the cell before it aside, and does not know of wide glyphs there.
    static var canFillCorner: Bool { hasCapability("rmam") }

    private static func hasCapability(_ name: String) -> Bool {
        guard let text = tigetstr(name) else { return false }
        return text != UnsafeMutablePointer(bitPattern: -1)
    }

    private static func directNames(_ type: String) -> [String] {
        if type.hasSuffix("-direct") { return [] }
        let suffix = "-256color"
        let stem = type.hasSuffix(suffix) ? String(type.dropLast(suffix.count)) : type
        return [stem + "-direct"] + (type.hasPrefix("xterm-") ? ["xterm-direct"] : [])
    }

    private static func exists(_ name: String, output: Int32) -> Bool {
        forget()
        var problem: Int32 = 0
        return setupterm(name, output, &problem) == OK
    }

    /// Frees the entry that `exists` looked at last: ncurses does not.
    private static func forget() { _ = del_curterm(set_curterm(nil)) }

    /// Of the entry that `exists` looked at last.
    private static var canPlaceCursor: Bool { hasCapability("cup") }
}

/// A text from outside without what could control a terminal.
func printable(_ text: String) -> String {
    String(
        text.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init)
    )
}
