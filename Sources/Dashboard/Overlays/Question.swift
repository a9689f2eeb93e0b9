import Domain

/// A question before something that cannot be taken back. What it is about is fixed when it is
/// asked, so that a list that moves underneath changes nothing.
struct Question: Equatable, Sendable {
    /// What it is about.
    var subject: Subject
    /// What the item was called when the question was asked.
    var name: String

    /// What can be asked about.
    enum Subject: Equatable, Sendable {
        case untrack(ItemKey)
        case untrackAll([ItemKey])
        case report(ItemKey)
        case quitWhileSending
    }

    /// The question; the item's name is said below it.
    var title: String {
        switch subject {
        case .untrack: "Untrack?"
        case .untrackAll(let keys): "Untrack \(Numbers.count(keys.count, "item"))?"
        case .report: "Start a usage report?"
        case .quitWhileSending: "Quit?"
        }
    }

    /// What the answer leads to.
    var lines: [String] {
        switch subject {
        case .untrack(let key):
            ["Vigil stops asking \(key.kind.vendor.title).", "The history is kept.", "\(key)"]
        case .untrackAll: ["Vigil stops asking about them.", "The history is kept."]
        case .report(let key): ["Surepass makes a new report each time.", "\(key)"]
        case .quitWhileSending:
            ["Something is being sent to a vendor.", "What became of it is looked up later."]
        }
    }

    /// What `y` does, in a word.
    var yes: String {
        switch subject {
        case .untrack, .untrackAll: "untrack"
        case .report: "start it"
        case .quitWhileSending: "quit"
        }
    }
}
