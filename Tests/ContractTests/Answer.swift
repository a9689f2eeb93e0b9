import Domain

/// What a client gave, and what is told of it.
struct Answer: Sendable {
    let value: any Sendable
    let text: String

    init(_ value: any Sendable, _ text: String) {
        self.value = value
        self.text = text
    }

    /// Words and numbers of a snapshot.
    init(_ snapshot: Snapshot, _ more: String = "") {
        value = snapshot
        text = Self.words(snapshot) + more
    }

    private static func words(_ snapshot: Snapshot) -> String {
        func text(_ number: Int?) -> String { number.map(String.init) ?? "-" }
        var text =
            "\(snapshot.state.rawValue) '\(snapshot.vendorState ?? "-")'"
            + " \(text(snapshot.processed))/\(text(snapshot.total))"
            + " failed \(text(snapshot.failed)), good \(text(snapshot.succeeded))"
        if snapshot.resultAvailable { text += ", result" }
        if let reason = snapshot.failureReason { text += ", because \(reason)" }
        if let lost = snapshot.unaccounted, lost != 0 { text += ", \(lost) unaccounted" }
        return text + snapshot.contradictions.map { "; \($0)" }.joined()
    }

    /// Every text anywhere in the value but for personal data, which prints nothing.
    var texts: [String] {
        func walk(_ value: Any) -> [String] {
            if let text = value as? String { return [text] }
            return Mirror(reflecting: value).children.flatMap { walk($0.value) }
        }
        return walk(value)
    }
}
