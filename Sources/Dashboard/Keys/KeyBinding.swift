import TerminalUI

/// One line of the key table: which keys do what.
struct KeyBinding: Equatable, Sendable {
    /// The keys that do it.
    var keys: [Key]
    /// The keys as the operator reads them.
    private let ownName: String
    /// What they do.
    let action: Action
    /// What they do, in a few words.
    let label: String
    /// Where it stands in the help.
    let group: Group
    /// Whether the footer names it too.
    let isInFooter: Bool
    /// Whether a configuration gave it other keys than the table has.
    var isChanged = false

    init(
        _ keys: [Key], _ name: String, _ action: Action, _ label: String, _ group: Group,
        footer: Bool = false
    ) {
        self.keys = keys
        ownName = name
        self.action = action
        self.label = label
        self.group = group
        isInFooter = footer
    }

    /// The keys as the operator reads them, in these characters.
    func name(in glyphs: Glyphs) -> String {
        if isChanged { return keys.map { KeyName.shown($0, in: glyphs) }.joined(separator: " ") }
        guard glyphs == .ascii else { return ownName }
        switch action {
        case .up: return "Up k"
        case .down: return "Down j"
        case .left: return "Left"
        case .right: return "Right"
        default: return ownName
        }
    }

    /// The sections of the help.
    enum Group: String, CaseIterable, Sendable {
        case item = "This item"
        case list = "Lists"
        case move = "Move"
        case views = "Views"
        case program = "Vigil"
    }
}
