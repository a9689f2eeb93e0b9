import Dashboard
import Domain

/// Items in words, for lines on standard output, logs and screen readers.
enum ItemText {
    /// What to call an item: `kind:id`, and its label where it has one.
    static func name(_ item: TrackedItem) -> String {
        PlainText.of("\(item.key)\(item.label.map { " (\($0))" } ?? "")", limit: 300)
    }

    /// The state: `in progress`, or the vendor's own word where that is not known.
    static func state(_ item: TrackedItem) -> String {
        guard item.state == .unknown, let word = item.snapshot?.vendorState else {
            return PlainDrawing.words(item.state)
        }
        return "unknown (\(PlainText.of(word, limit: 40)))"
    }

    /// The vendor's counts: `45 of 100 processed, 43 succeeded, 2 failed`; empty when it gave
    /// none.
    static func counts(_ item: TrackedItem) -> String {
        guard let answer = item.snapshot else { return "" }
        var parts: [String] = []
        func add(_ number: Int?, _ word: String) {
            if let number { parts.append("\(PlainDrawing.grouped(number)) \(word)") }
        }
        switch (answer.processed, answer.total) {
        case (let processed?, let total?):
            let all = PlainDrawing.grouped(total)
            parts.append("\(PlainDrawing.grouped(processed)) of \(all) processed")
        case (let processed?, nil): add(processed, "processed")
        case (nil, let total?): add(total, "in all")
        case (nil, nil): break
        }
        if let groups = answer.groups {
            add(groups.pending.count, "pending")
            add(groups.available.count, "available")
            add(groups.failed.count, "failed")
        } else {
            add(answer.succeeded, "succeeded")
            add(answer.failed, "failed")
        }
        if let missing = answer.unaccounted, missing != 0 { add(missing, "unaccounted") }
        return parts.joined(separator: ", ")
    }

    /// A point of the history: `in progress, 45 of 100 processed, 2 failed`.
    static func words(_ point: HistoryPoint) -> String {
        if let failure = point.failure {
            return "check failed: " + failure.rawValue.replacing("_", with: " ")
        }
        var parts = [PlainDrawing.words(point.state)]
        if let processed = point.processed {
            let all = point.total.map { " of \(PlainDrawing.grouped($0))" } ?? ""
            parts.append("\(PlainDrawing.grouped(processed))\(all) processed")
        }
        if let failed = point.failed, failed != 0 {
            parts.append("\(PlainDrawing.grouped(failed)) failed")
        }
        return parts.joined(separator: ", ")
    }

    /// State and counts: `completed, 98 of 100 processed, 96 succeeded, 2 failed`.
    static func standing(_ item: TrackedItem) -> String {
        let counts = counts(item)
        return counts.isEmpty ? state(item) : "\(state(item)), \(counts)"
    }

    /// What changed: `is now completed (was in progress)`.
    static func words(_ change: ItemLedger.Change) -> String {
        let item = change.item
        let counts = counts(item)
        switch change.kind {
        case .first: return "first answer: \(standing(item))"
        case .progress: return counts.isEmpty ? "the counts are gone" : counts
        case .state:
            let before = state(change.before)
            let now = state(item)
            // Where the counts changed too, the next line says them.
            let isSame = counts == Self.counts(change.before)
            let rest = counts.isEmpty || !isSame ? "" : ", \(counts)"
            if before != now { return "is now \(now) (was \(before))\(rest)" }
            let word = item.snapshot?.vendorState.map { ": \(PlainText.of($0, limit: 60))" } ?? ""
            return "is still \(now)\(word)\(rest)"
        case .flag:
            func names(_ flags: Set<Flag>, _ start: String) -> [String] {
                Flag.allCases.filter(flags.contains).map { "\(start) \($0.rawValue)" }
            }
            return (names(change.raised, "is now") + names(change.lowered, "is no longer"))
                .joined(separator: ", ")
        case .error:
            return "cannot be checked: \(PlainText.of(item.failure?.message ?? ""))"
        case .recovered: return "can be checked again"
        }
    }
}
