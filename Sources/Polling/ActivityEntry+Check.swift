import Domain

extension ActivityEntry {
    /// What the activity record says about a check: a new state, the first failure, and the end
    /// of the failures; nothing for anything else.
    static func entries(
        from before: TrackedItem, to after: TrackedItem, at moment: Timestamp
    ) -> [ActivityEntry] {
        var entries: [ActivityEntry] = []
        func add(_ event: Event, _ text: String, state: WorkState? = nil, failed: Int? = nil) {
            entries.append(
                ActivityEntry(
                    at: moment, event: event, key: after.key, text: onOneLine(text), state: state,
                    failed: failed))
        }
        if before.failure == nil, let failure = after.failure {
            add(.checkFailed, "\(after.name) could not be checked: \(failure.message)")
        }
        if before.failure != nil, after.failure == nil {
            add(.recovered, "\(after.name) can be checked again")
        }
        if before.state != after.state {
            add(
                .stateChanged, "\(after.name) \(after.stateInWords)", state: after.state,
                failed: after.snapshot?.failed)
        }
        return entries
    }

    /// Control characters come from outside and go no further.
    private static func onOneLine(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: " "
            default: String(scalar)
            }
        }
        return scalars.joined()
    }
}

extension TrackedItem {
    /// Such as "is completed: 1,000 of 1,000, 5 failed". The vendor's own reason for a failure is
    /// not part of it, since it may name a person.
    fileprivate var stateInWords: String {
        let counts = snapshot?.countsInWords ?? ""
        let after = counts.isEmpty ? "" : ": \(counts)"
        switch state {
        case .pending: return "is pending\(after)"
        case .inProgress: return "is in progress\(after)"
        case .completed: return "is completed\(after)"
        case .failed: return "failed\(after)"
        case .unknown:
            let word = snapshot?.vendorState.map { " “\($0)”" } ?? ""
            return "is in a state Vigil does not know\(word)\(after)"
        }
    }
}

extension Snapshot {
    fileprivate var countsInWords: String {
        var parts: [String] = []
        switch (processed, total) {
        case (let processed?, let total?):
            parts.append("\(processed.grouped) of \(total.grouped)")
        case (let processed?, nil): parts.append("\(processed.grouped) processed")
        case (nil, let total?): parts.append("\(total.grouped) in all")
        case (nil, nil): break
        }
        if let failed, failed != 0 { parts.append("\(failed.grouped) failed") }
        return parts.joined(separator: ", ")
    }
}
