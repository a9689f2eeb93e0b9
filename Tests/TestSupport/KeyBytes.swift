import TerminalUI

/// What an xterm sends for a key.
func bytes(of key: Key, applicationCursor: Bool) -> String {
    let cursor = applicationCursor ? "\u{1B}O" : "\u{1B}["
    let tilde = [
        Key.insert: 2, .delete: 3, .pageUp: 5, .pageDown: 6, .function(5): 15, .function(6): 17,
        .function(7): 18, .function(8): 19, .function(9): 20, .function(10): 21,
        .function(11): 23, .function(12): 24,
    ]
    if let number = tilde[key] { return "\u{1B}[\(number)~" }
    switch key {
    case .character(let character): return String(character)
    case .control(let letter):
        return String(Character(Unicode.Scalar((letter.asciiValue ?? 0) & 0x1F)))
    case .alt(let character): return "\u{1B}\(character)"
    case .enter: return "\r"
    case .escape: return "\u{1B}"
    case .tab: return "\t"
    case .backTab: return "\u{1B}[Z"
    case .backspace: return "\u{7F}"
    case .up: return cursor + "A"
    case .down: return cursor + "B"
    case .right: return cursor + "C"
    case .left: return cursor + "D"
    case .home: return cursor + "H"
    case .end: return cursor + "F"
    case .function(let number): return "\u{1B}O\(["P", "Q", "R", "S"][(number - 1) % 4])"
    default: return ""
    }
}

/// What an xterm that reports in SGR form sends for the mouse.
func bytes(of mouse: Mouse) -> String {
    let place = "\(mouse.position.x + 1);\(mouse.position.y + 1)"
    let click = "\u{1B}[<0;\(place)M\u{1B}[<0;\(place)m"
    return switch mouse.action {
    case .press: click
    case .doubleClick: click + click
    case .scrollUp: "\u{1B}[<64;\(place)M"
    case .scrollDown: "\u{1B}[<65;\(place)M"
    }
}
