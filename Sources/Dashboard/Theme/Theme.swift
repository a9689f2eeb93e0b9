public import TerminalUI

/// How every role looks.
public struct Theme: Equatable, Sendable {
    /// The name that `--theme` takes, such as `vigil-dark`.
    public let name: String
    /// One for each role, in their order.
    private let styles: [Style]

    /// The look of a role.
    public subscript(role: Role) -> Style { styles[role.rawValue] }

    /// The theme of a base16 scheme: the one place where roles meet the scheme's sixteen colours
    /// (tinted-theming, "Base16 styling guidelines": 00 ground to 07 brightest text, 08 red,
    /// 09 orange, 0A yellow, 0B green, 0C cyan, 0D blue, 0E magenta, 0F brown).
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
            .activeTab: style(0x0, on: 0xD, .bold),
            .tab: style(0x4, on: 0x1),
            .columnHead: style(0x4, on: 0x1),
            .sortedHead: style(0x7, on: 0x1, .bold),
            .selection: style(0x7, on: 0x2, .bold),
            .key: style(0xD, on: 0x1, .bold),
            .keyLabel: style(0x4, on: 0x1),
            .pending: style(0x4),
            .inProgress: style(0xD),
            .completed: style(0xB),
            .failed: style(0x8, .bold),
            .unknown: style(0xE),
            .warning: style(0xA, .bold),
            .barSucceeded: style(0xB, on: 0x2),
            .barSettled: style(0xB),
            .barFailed: style(0x8, on: 0x2),
            .barRest: style(0x3, on: 0x2),
            .barPending: style(0x4, on: 0x2),
            .dialog: style(0x5, on: 0x1),
            .fieldName: style(0x4, on: 0x1),
            .field: style(0x5, on: 0x0),
            .activeField: style(0x7, on: 0x2),
            .filter: style(0xA, on: 0x1, .bold),
            .notice: style(0x0, on: 0xA, .bold),
        ]
        self.init(name: name, styles: styles)

        func style(_ foreground: Int, _ attributes: Style.Attributes) -> Style {
            style(foreground, on: 0, attributes)
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
