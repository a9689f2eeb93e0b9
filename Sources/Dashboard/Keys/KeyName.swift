import TerminalUI

/// Keys as they are written in a configuration: `q`, `R`, `ctrl-c`, `alt-x`, `pgup`, `f1`.
enum KeyName {
    private static let names: [(name: String, key: Key)] = [
        ("enter", .enter), ("esc", .escape), ("tab", .tab), ("shift-tab", .backTab),
        ("backspace", .backspace), ("delete", .delete), ("insert", .insert), ("up", .up),
        ("down", .down), ("left", .left), ("right", .right), ("home", .home), ("end", .end),
        ("pgup", .pageUp), ("pgdn", .pageDown), ("space", .character(" ")),
    ]

    /// The key of a name, if it is one.
    static func key(_ name: String) -> Key? {
        if name.count == 1, let character = name.first, character != " " {
            return .character(character)
        }
        let lower = name.lowercased()
        if let named = names.first(where: { $0.name == lower }) { return named.key }
        if lower.hasPrefix("ctrl-"), lower.count == 6, let letter = lower.last,
            letter.isASCII, letter.isLetter
        {
            // A terminal sends the same bytes for these as for Tab and Enter.
            return ["i", "m", "j", "h"].contains(letter) ? nil : .control(letter)
        }
        if lower.hasPrefix("alt-"), name.count == 5, let last = name.last { return .alt(last) }
        if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
            return .function(number)
        }
        return nil
    }

    /// A key as the operator reads it.
    static func shown(_ key: Key, in glyphs: Glyphs) -> String {
        switch key {
        case .up where glyphs == .unicode: "↑"
        case .down where glyphs == .unicode: "↓"
        case .left where glyphs == .unicode: "←"
        case .right where glyphs == .unicode: "→"
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let letter): "Ctrl-\(letter.uppercased())"
        case .alt(let character): "Alt-\(character)"
        case .function(let number): "F\(number)"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .backTab: "Shift-Tab"
        default:
            names.first { $0.key == key }.map {
                $0.name.prefix(1).uppercased() + $0.name.dropFirst()
            }
                ?? ""
        }
    }
}
