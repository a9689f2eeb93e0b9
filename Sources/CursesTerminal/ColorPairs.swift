import CNcurses
import TerminalUI

/// The colour pairs that ncurses was told of, made when a style first needs them.
struct ColorPairs {
    private struct Colors: Hashable {
        var foreground: Int32
        var background: Int32
    }

    /// How many colours there are.
    let depth: ColorDepth
    private var pairs: [Colors: Int32] = [:]
    /// The pairs of the styles seen so far: finding the nearest of 240 colours takes its time.
    private var known: [Style: Int32] = [:]

    /// The colours of the terminal that ncurses has just been started on.
    init(_ configuration: TerminalConfiguration) {
        guard configuration.colors == .auto, has_colors(), start_color() == OK else {
            depth = .none
            return
        }
        use_default_colors()
        depth =
            switch curses_colors() {
            case 0x100_0000...: .direct
            case 256...: .indexed256
            case 16...: .sixteen
            case 8...: .eight
            default: .none
            }
    }

    /// The pair of a style's colours; nil when the terminal has no pair left.
    mutating func pair(of style: Style) -> Int32? {
        guard depth != .none else { return 0 }
        if let pair = known[style] { return pair }
        let pair = newPair(of: style)
        known[style] = pair
        return pair
    }

    private mutating func newPair(of style: Style) -> Int32? {
        let colors = colors(of: style)
        if colors.foreground < 0, colors.background < 0 { return 0 }
        if let pair = pairs[colors] { return pair }
        let pair = Int32(pairs.count + 1)
        guard init_extended_pair(pair, colors.foreground, colors.background) == OK else {
            return nil
        }
        pairs[colors] = pair
        return pair
    }

    private func colors(of style: Style) -> Colors {
        var colors = Colors(
            foreground: style.foreground.map(index) ?? -1,
            background: style.background.map(index) ?? -1)
        guard depth == .eight else { return colors }
        // A light theme's second ground would be the first one's white: a selected row or a field
        // on it is black, as in a dark theme it is white.
        if style.background?.ansi == 7 { colors.background = 0 }
        if colors.foreground == colors.background, colors.foreground >= 0,
            style.foreground != style.background
        {
            // Two colours that became one must not hide the text.
            colors.foreground = colors.background == 7 ? 0 : 7
        }
        // Black on the dark blue of eight colours cannot be read.
        if colors.background == 4, colors.foreground == 0 { colors.foreground = 7 }
        return colors
    }

    /// Forgets every pair, for a screen that is drawn anew.
    mutating func reset() {
        pairs = [:]
        known = [:]
    }

    /// Whether a style is bold here: where it wants to be, and for the bright ANSI colours of which
    /// eight-colour terminals have only the bold form. Black never is, because with so few colours
    /// most terminals show bold black as grey.
    func isBold(_ style: Style) -> Bool {
        let isWanted =
            style.attributes.contains(.bold)
            || depth == .eight && (style.foreground?.ansi ?? 0) > 8
        guard isWanted, depth == .eight || depth == .sixteen else { return isWanted }
        return colors(of: style).foreground != 0
    }

    private func index(_ color: Color) -> Int32 {
        switch depth {
        case .none: return -1
        case .eight: return color.ansi == 8 ? 7 : Int32(color.ansi % 8)
        case .sixteen: return Int32(color.ansi % 16)
        case .indexed256: return Int32(color.indexed256)
        case .direct:
            // The smallest numbers mean the terminal's palette.
            let value = Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue)
            return value < 0x100 ? value + 0x100 : value
        }
    }
}
