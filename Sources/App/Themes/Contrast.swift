import Dashboard
import Glibc
import TerminalUI

/// How well one colour is read on another (WCAG 2.1, "contrast ratio"), and which of a theme's
/// roles are read too badly.
enum Contrast {
    /// What WCAG asks of text (1.4.3, level AA).
    static let least = 4.5

    /// From 1, the same lightness, to 21, black on white.
    static func ratio(_ one: Color, _ other: Color) -> Double {
        let (first, second) = (luminance(one), luminance(other))
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    /// A role whose text is hard to read.
    struct Weakness {
        /// The role, as the program names it.
        var role: Role
        var foreground: Color
        var background: Color
        var ratio: Double
    }

    /// The roles of a theme whose text has less than `least`, each where it can stand.
    static func weaknesses(of theme: Theme) -> [Weakness] {
        let grounds = [Role.text, .dialog, .selection].compactMap { theme[$0].background }
        return texts.flatMap { role -> [Weakness] in
            let style = theme[role]
            guard let foreground = style.foreground, let own = style.background else { return [] }
            var backgrounds = [own]
            if states.contains(role) { backgrounds += grounds.filter { $0 != own } }
            return backgrounds.compactMap { background in
                let ratio = ratio(foreground, background)
                return ratio >= least
                    ? nil
                    : Weakness(
                        role: role, foreground: foreground, background: background, ratio: ratio)
            }
        }
    }

    /// Roles whose colour tells the state of work, also in a dialog and on the selected row.
    private static let states: [Role] = [
        .pending, .inProgress, .completed, .failed, .unknown, .warning,
    ]
    private static let texts: [Role] =
        [
            .text, .muted, .title, .activeTab, .tab, .columnHead, .sortedHead, .selection, .key,
            .keyLabel,
        ] + states + [.dialog, .fieldName, .field, .activeField, .filter, .notice]

    /// Relative luminance of sRGB.
    private static func luminance(_ color: Color) -> Double {
        let parts = [color.red, color.green, color.blue].map { part in
            let value = Double(part) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
