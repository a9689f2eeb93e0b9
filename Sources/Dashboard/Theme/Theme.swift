public import TerminalUI

/// How every role looks.
public struct Theme: Equatable, Sendable {
    /// The name that `--theme` takes, such as `vigil-dark`.
    public let name: String
    /// One for each role, in their order.
    private let styles: [Style]

    /// The look of a role.
    public subscript(role: Role) -> Style { styles[role.rawValue] }

    /// The theme of a scheme: the one place where roles meet its colours
    /// (tinted-theming, "Base16 styling guidelines": 00 ground to 07 brightest text, 08 red,
    /// 09 orange, 0A yellow, 0B green, 0C cyan, 0D blue, 0E magenta, 0F brown).
    /// States stand in base24's bright colours where there are any; bars, which are large, do not.
    public init(name: String, palette: Base16) {
        func style(
            _ foreground: Int, on background: Int = 0, _ attributes: Style.Attributes = []
        ) -> Style {
            Style(
                foreground: palette[foreground], background: palette[background],
                attributes: attributes)
        }
        let styles: [Role: Style] = [
            .text: style(0x5),
            .muted: style(0x4),
            .border: style(0x3),
            .title: style(0x7, .bold),
            .activeTab: Style(
                foreground: palette.ink, background: palette[0xD], attributes: .bold),
            .tab: style(0x4, on: 0x1),
            .columnHead: style(0x4, on: 0x1),
            .sortedHead: style(0x7, on: 0x1, .bold),
            .selection: style(0x7, on: 0x2, .bold),
            .key: style(0xD, on: 0x1, .bold),
            .keyLabel: style(0x4, on: 0x1),
            .pending: style(0x4),
            .inProgress: bright(0xD),
            .completed: bright(0xB),
            .failed: bright(0x8, .bold),
            .unknown: bright(0xE),
            .warning: bright(0xA, .bold),
            .barSucceeded: style(0xB, on: 0x2),
            .barSettled: style(0xB),
            .barFailed: style(0x8, on: 0x2),
            .barRest: style(0x3, on: 0x2),
            .barPending: style(0x4, on: 0x2),
            .dialog: style(0x5, on: 0x1),
            .fieldName: style(0x4, on: 0x1),
            .field: Style(foreground: palette[0x5], background: palette.well),
            .activeField: style(0x7, on: 0x2),
            .filter: style(0xA, on: 0x1, .bold),
            .notice: Style(
                foreground: palette.ink, background: palette[0xA], attributes: .bold),
        ]
        self.init(name: name, styles: styles)

        func style(_ foreground: Int, _ attributes: Style.Attributes) -> Style {
            style(foreground, on: 0, attributes)
        }
        func bright(_ foreground: Int, _ attributes: Style.Attributes = []) -> Style {
            Style(
                foreground: palette.bright(foreground), background: palette[0],
                attributes: attributes)
        }
    }

    /// The look without any colour: weight, underline and reversal alone tell things apart.
    public static let plain = Theme(
        name: "plain",
        styles: [
            .muted: Style(attributes: .dim),
            .border: Style(attributes: .dim),
            .title: Style(attributes: .bold),
            .activeTab: Style(attributes: [.reverse, .bold]),
            .columnHead: Style(attributes: .underline),
            .sortedHead: Style(attributes: [.underline, .bold]),
            .selection: Style(attributes: .reverse),
            .key: Style(attributes: .bold),
            .failed: Style(attributes: .bold),
            .warning: Style(attributes: .bold),
            .barSettled: Style(attributes: .dim),
            .barFailed: Style(attributes: .bold),
            .barPending: Style(attributes: .dim),
            .field: Style(attributes: .underline),
            .activeField: Style(attributes: .reverse),
            .filter: Style(attributes: .bold),
            .notice: Style(attributes: .reverse),
        ])

    private init(name: String, styles: [Role: Style]) {
        self.name = name
        self.styles = Role.allCases.map { styles[$0] ?? Style() }
    }
}
