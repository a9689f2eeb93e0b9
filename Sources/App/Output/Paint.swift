import TerminalUI

/// Colours on standard output, as many as the terminal has (ECMA-48, "select graphic rendition").
struct Paint {
    /// How many there are; none where output is no terminal or nobody wants colours.
    let depth: ColorDepth

    /// What the environment says of the terminal on standard output.
    init(_ invocation: Invocation) {
        depth = Self.depth(
            invocation.host, isPlain: invocation.has("no-color"),
            isTerminal: Standard.columns != nil)
    }

    /// How many colours an environment promises (NO_COLOR, COLORTERM, TERM).
    static func depth(_ host: Host, isPlain: Bool, isTerminal: Bool) -> ColorDepth {
        let type = host.variable("TERM") ?? ""
        guard isTerminal, !isPlain, host.variable("NO_COLOR") == nil, !type.isEmpty,
            type != "dumb", !type.hasPrefix("vt")
        else { return .none }
        if ["truecolor", "24bit"].contains(host.variable("COLORTERM") ?? "")
            || type.hasSuffix("-direct")
        {
            return .direct
        }
        if type.contains("256color") { return .indexed256 }
        return type == "linux" ? .eight : .sixteen
    }

    /// The text in a style, and after it the terminal's own.
    func painted(_ text: String, _ style: Style) -> String {
        guard depth != .none, style != Style() else { return text }
        var codes: [String] = []
        if style.attributes.contains(.bold) { codes.append("1") }
        if let color = style.foreground { codes.append(code(color, base: 30)) }
        if let color = style.background { codes.append(code(color, base: 40)) }
        return "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[0m"
    }

    /// `base` is 30 for the glyph and 40 for its ground.
    private func code(_ color: Color, base: Int) -> String {
        switch depth {
        case .direct: "\(base + 8);2;\(color.red);\(color.green);\(color.blue)"
        case .indexed256: "\(base + 8);5;\(color.indexed256)"
        case .sixteen where color.ansi > 7: "\(base + 60 + Int(color.ansi) - 8)"
        default: "\(base + Int(color.ansi & 7))"
        }
    }
}
