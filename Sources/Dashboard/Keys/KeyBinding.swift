import TerminalUI

/// One line of the key table: which keys do what.
struct KeyBinding {
    /// The keys that do it.
    let keys: [Key]
    /// The keys as the operator reads them.
    let name: String
    /// What they do.
    let action: Action
    /// What they do, in a few words.
    let label: String
    /// Where it stands in the help.
    let group: Group
    /// Whether the footer names it too.
    let isInFooter: Bool

    init(
        _ keys: [Key], _ name: String, _ action: Action, _ label: String, _ group: Group,
        footer: Bool = false
    ) {
        self.keys = keys
        self.name = name
        self.action = action
        self.label = label
        self.group = group
        isInFooter = footer
    }

    /// The sections of the help.
    enum Group: String, CaseIterable {
        case item = "This item"
        case list = "Lists"
        case move = "Move"
        case views = "Views"
        case program = "Vigil"
    }
}
