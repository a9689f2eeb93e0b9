import Dashboard
import Domain
import JSON

/// Everything known of one item, for `show`.
struct ItemPage {
    /// The item.
    var item: TrackedItem
    /// How it came to be what it is, oldest first.
    var history: [HistoryPoint]
    /// What the activity record says of it, oldest first.
    var activity: [ActivityEntry]
    /// What operators wrote about it, newest first.
    var notes: [ItemNote]
    /// The moment shown.
    var now: Timestamp
    /// How often it is looked at.
    var cadence: Cadence
    /// Whether times are shown in UTC instead of local time.
    var isUTC: Bool

    /// As JSON.
    var json: JSON {
        ItemJSON.whole(
            item, history: history, activity: activity, notes: notes, at: now, cadence: cadence)
    }

    /// As lines for people.
    var text: String {
        var lines: [String] = [item.label.map { PlainText.of($0) } ?? item.key.shortID]
        lines.append("\(item.key), \(item.key.kind.vendor.title)")
        lines.append("")
        lines += standing + trouble
        if !notes.isEmpty {
            lines += ["", "Notes"]
            lines += notes.map { note in
                let who = note.operatorName.map { " (\($0))" } ?? ""
                return "  \(time(note.at))  " + PlainText.of(note.text + who, limit: 500)
            }
        }
        lines += times
        if let answer = item.snapshot, !answer.facts.isEmpty {
            let width = answer.facts.map { PlainText.of($0.name, limit: 58).count + 4 }.max() ?? 0
            lines += ["", "Vendor's answer"]
            lines += answer.facts.map { row("  " + $0.name, $0.value, width: max(15, width)) }
        }
        if !history.isEmpty {
            lines += ["", "History"]
            lines += history.map { "  \(time($0.at))  \(ItemText.words($0))" }
        }
        if !activity.isEmpty {
            lines += ["", "Activity"]
            lines += activity.map { entry in
                let who = entry.operatorName.map { " (\($0))" } ?? ""
                return "  \(time(entry.at))  " + PlainText.of(entry.text + who, limit: 500)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private var standing: [String] {
        var lines = [row("State", ItemText.state(item))]
        let flags = item.flags(at: now, cadence: cadence)
        if !flags.isEmpty {
            let names = Flag.allCases.filter(flags.contains).map(\.rawValue)
            lines.append(row("Flags", names.joined(separator: ", ")))
        }
        if !item.isTracked { lines.append(row("Tracked", "no longer")) }
        guard let answer = item.snapshot else { return lines }
        if let word = answer.vendorState { lines.append(row("Vendor says", word)) }
        let counts = ItemText.counts(item)
        if !counts.isEmpty { lines.append(row("Counts", counts)) }
        if let pace = item.pace {
            let left = pace.etaSeconds.map {
                ", about \(PlainDrawing.roughly(seconds: $0)) left"
            }
            let rate = PlainDrawing.rate(pace.ratePerMinute)
            lines.append(row("Pace", "\(rate) a minute\(left ?? "")"))
        }
        if let reason = answer.failureReason { lines.append(row("Reason", reason)) }
        for sentence in answer.contradictions { lines.append(row("Contradiction", sentence)) }
        if answer.resultAvailable {
            lines.append(row("Result file", "ready: vigil results \(item.key)"))
        }
        return lines
    }

    private var trouble: [String] {
        guard let failure = item.failure else { return [] }
        let codes = [
            failure.httpStatus.map { "HTTP \($0)" }, failure.code.map { "code \($0)" },
        ].compactMap(\.self)
        let after = codes.isEmpty ? "" : " (\(codes.joined(separator: ", ")))"
        var lines = ["", row("Check fails", failure.message + after)]
        if let since = item.failedAt { lines.append(moment("Since", since)) }
        lines.append(row("", failure.hint))
        return lines
    }

    private var times: [String] {
        let moments: [(String, Timestamp?)] = [
            ("Created", item.snapshot?.createdAt), ("Started", item.snapshot?.startedAt),
            ("Updated", item.snapshot?.updatedAt), ("Completed", item.snapshot?.completedAt),
            ("Tracked", item.trackedAt), ("Last change", item.movedAt),
            ("Last answer", item.checkedAt),
            ("Last attempt", item.attemptedAt == item.checkedAt ? nil : item.attemptedAt),
        ]
        var lines = [""] + moments.compactMap { name, at in at.map { moment(name, $0) } }
        if item.checkedAt == nil { lines.append(row("Last answer", "none yet")) }
        if let next = item.nextCheckAt { lines.append(row("Next check", time(next))) }
        lines.append(row("Checks", PlainDrawing.grouped(item.checks)))
        return lines
    }

    private func moment(_ name: String, _ at: Timestamp) -> String {
        row(name, "\(time(at)), \(PlainDrawing.ago(at, now: now))")
    }

    private func time(_ moment: Timestamp) -> String {
        PlainDrawing.time(
            moment, utcOffsetMinutes: isUTC ? 0 : SystemClock.utcOffsetMinutes(at: moment))
    }

    private func row(_ name: String, _ value: String, width: Int = 15) -> String {
        let name = PlainText.of(name, limit: 60)
        let space = String(repeating: " ", count: max(1, width - name.count))
        return name + space + PlainText.of(value, limit: 500)
    }
}
