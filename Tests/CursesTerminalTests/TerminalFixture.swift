import CursesTerminal
import Glibc
import TerminalUI
import TestSupport

/// Opens a terminal, lets a test use it, and closes both ends whatever happens.
func onTerminal(
    _ type: String = "xterm-256color", size: Size = Size(width: 40, height: 10),
    locale: String = "C.UTF-8", colors: TerminalConfiguration.Colors = .auto,
    synchronization: TerminalConfiguration.Synchronization = .auto,
    environment: [String: String] = [:],
    _ body: (CursesTerminal, TerminalInProcess) throws -> Void
) throws {
    try withLocale(locale) {
        let outside = try TerminalInProcess(size: size)
        defer { outside.close() }
        let terminal = try CursesTerminal(
            input: outside.device, output: outside.device,
            configuration: TerminalConfiguration(
                type: type, colors: colors, synchronization: synchronization,
                environment: { environment[$0] }))
        defer { terminal.close() }
        try body(terminal, outside)
    }
}

extension CursesTerminal {
    /// Reads events until there are as many as expected, or for two seconds.
    func readEvents(_ count: Int) -> [InputEvent] {
        var events: [InputEvent] = []
        let end = ContinuousClock.now + .seconds(2)
        while events.count < count, ContinuousClock.now < end {
            events += readEvents()
            usleep(200)
        }
        return events + readEvents()
    }
}

extension Frame {
    /// A frame of random text and looks, the same for the same generator.
    static func random(_ size: Size, using random: inout SeededGenerator) -> Frame {
        var frame = Frame(size: size, style: .random(using: &random))
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            let text = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                samples.randomElement(using: &random) ?? ""
            }.joined()
            let x = Int.random(in: -4...size.width, using: &random)
            let y = Int.random(in: 0..<size.height, using: &random)
            frame.put(text, x: x, y: y, style: .random(using: &random))
        }
        if Bool.random(using: &random) {
            frame.cursor = Position(
                x: .random(in: 0..<size.width, using: &random),
                y: .random(in: 0..<size.height, using: &random))
        }
        return frame
    }

    private static let samples = [
        "a", "Batch", "       ", "aaaaaaaaaaaa", "0", "é", "e\u{301}\u{308}", "日", "한", "▉▍",
        "─│┌", "😀", "👩‍💻", "क्षि", "தமி", "مُ", "…", "\u{1B}[31m", "🇮🇳",
        "👨‍👩‍👧‍👦", "👍🏽", "❤️", "☎\u{FE0E}", "🏴‍☠️", "1️⃣", "श्री", "நிலா", "العربية", "עברית",
        "x\u{202E}yz\u{202C}", "\u{2067}a\u{2069}", "\u{200F}", "\u{061C}", "ｶﾞ", "한글",
        "Z\u{351}\u{489}",
        "\u{1F1EE}", "กำ", "ﷺ",
    ]
}

extension Style {
    static func random(using random: inout SeededGenerator) -> Style {
        let colors: [Color?] = [
            nil, nil, Color(red: 255, green: 0, blue: 0, ansi: 9),
            Color(red: 0, green: 95, blue: 135, ansi: 4),
            Color(red: 238, green: 238, blue: 238, ansi: 15),
        ]
        return Style(
            foreground: colors.randomElement(using: &random) ?? nil,
            background: colors.randomElement(using: &random) ?? nil,
            attributes: Bool.random(using: &random)
                ? [] : Attributes(rawValue: .random(in: 0..<32, using: &random)))
    }
}

/// What of a cell can be seen: a blank has no foreground, and a colour is the terminal's own or
/// what `shown` says of it.
struct Seen: Equatable, CustomStringConvertible {
    var text: String
    var style: TerminalStyle

    init(_ cell: TerminalEmulator.Cell) {
        self.init(cell.text, cell.style)
    }

    init(_ cell: Cell, shown: (Color) -> TerminalColor) {
        var style = TerminalStyle()
        style.foreground = cell.style.foreground.map(shown) ?? .standard
        style.background = cell.style.background.map(shown) ?? .standard
        style.attributes = cell.style.attributes
        self.init(cell.glyph, style)
    }

    private init(_ text: String, _ style: TerminalStyle) {
        self.text = text
        self.style = style
        if text == " ", style.attributes.isDisjoint(with: [.underline, .reverse]) {
            self.style.foreground = .standard
            self.style.attributes = []
        } else if text == " " {
            self.style.attributes.formIntersection([.underline, .reverse])
        }
    }

    var description: String {
        "'\(text)' \(style.foreground) on \(style.background), \(style.attributes.rawValue)"
    }
}

/// Where the terminal does not show the frame, in words; empty when all is right.
func differences(
    _ frame: Frame, _ screen: TerminalEmulator,
    shown: (Color) -> TerminalColor = { .indexed($0.indexed256) }
) -> [String] {
    var found = screen.unknown.map { "not understood: \($0.debugDescription)" }
    for y in 0..<min(frame.size.height, screen.size.height) {
        for x in 0..<min(frame.size.width, screen.size.width) {
            let wanted = Seen(frame[x, y], shown: shown)
            let seen = Seen(screen.grid[y][x])
            if wanted != seen { found.append("(\(x), \(y)): \(wanted), but seen \(seen)") }
        }
    }
    if screen.cursorIsVisible != (frame.cursor != nil) { found.append("cursor's visibility") }
    if let cursor = frame.cursor, cursor != screen.cursor {
        found.append("cursor at \(screen.cursor), not \(cursor)")
    }
    return found
}
