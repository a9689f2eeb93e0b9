import Domain

/// A text looked for in the ids of the selected order, while it is typed and afterwards.
struct StampSearch: Equatable, Sendable {
    /// What is looked for.
    var field = TextField()
    /// Whether it is being typed.
    var isTyping = true
    /// The places of the ids that have it, for pending, available and failed; nil while nothing
    /// is looked for.
    private(set) var found: [[Int32]]?
    private var lists: [StampIDs] = []
    private var text = ""

    /// Looks again where something changed: in what was found before when only more was typed,
    /// else in every id.
    mutating func settle(in groups: StampGroups) {
        let lists = groups.inOrder.map(\.stamps)
        let text = field.text.lowercased()
        // Lists that share their storage are equal at a glance.
        let isSameOrder = lists == self.lists
        guard !isSameOrder || text != self.text else { return }
        let isNarrower = isSameOrder && !self.text.isEmpty && text.hasPrefix(self.text)
        let before = isNarrower ? found : nil
        self.lists = lists
        self.text = text
        guard !text.isEmpty else {
            found = nil
            return
        }
        let wanted = SearchText(text)
        found = lists.enumerated().map { wanted.places(in: $1, among: before?[$0]) }
    }
}
