import Domain
import TerminalUI

/// What the page of an item says, section by section.
struct DetailText {
    let row: Row
    let kept: [HistoryPoint]
    let written: [ItemNote]
    let clock: Clock
    let symbols: Symbols
    let width: Int
    let isChecking: Bool
    let isPaused: Bool
    /// A value of the answer that may be seen in clear now.
    var shown: ShownValue?

    typealias Content = DetailPage.Content

    var item: TrackedItem { row.item }
    private var keyWidth: Int { width < 56 ? 12 : 16 }

    /// How it stands, and what is wrong.
    var status: [Content] {
        var lines: [Content] = [
            .text(row.stateSpans(symbols, width: width)),
            fact("Vendor", "\(item.key.kind.vendor.title), \(item.key.kind.words)"),
        ]
        lines += wrapped("Id", item.key.id)
        if let label = item.label { lines += wrapped("Label", label) }
        if let word = item.snapshot?.vendorState { lines += wrapped("Vendor says", word) }
        if let reason = item.snapshot?.failureReason {
            lines += wrapped("Reason", reason, .failed)
        }
        for contradiction in item.snapshot?.contradictions ?? [] {
            lines += wrapped("Contradiction", contradiction, .warning)
        }
        if let failure = item.failure {
            lines += wrapped("Check fails", "\(failure.reason.words): \(failure.message)", .warning)
            if let code = code(of: failure) { lines += wrapped("", code, .muted) }
            if let since = item.failedAt { lines.append(moment("Failing since", since, .warning)) }
            if let good = item.checkedAt {
                lines.append(moment("As of", good, .warning))
            } else {
                lines.append(fact("As of", "no good answer yet", .warning))
            }
            lines += wrapped("", failure.hint, .muted)
        }
        lines.append(.text([]))
        if let bar = row.bar {
            lines += [.bar(bar), .text([])]
        } else if case .words(let spans) = row.progress(clock, symbols), item.snapshot != nil {
            lines += [.text([Span("Progress".padded(to: keyWidth), .muted)] + spans), .text([])]
        }
        return lines
    }

    /// The vendor's numbers.
    var counts: [Content] {
        guard let snapshot = item.snapshot else { return [] }
        var lines: [Content] = []
        func count(_ name: String, _ number: Int?, _ role: Role = .text) {
            guard let number else { return }
            lines.append(fact(name, Numbers.grouped(number), role))
        }
        count("Total", snapshot.total)
        count("Processed", snapshot.processed)
        if let groups = snapshot.groups {
            count("Pending", groups.pending.count)
            count("Available", groups.available.count)
            count("Failed", groups.failed.count, groups.failed.count > 0 ? .failed : .text)
        } else {
            count("Succeeded", snapshot.succeeded)
            count("Failed", snapshot.failed, (snapshot.failed ?? 0) > 0 ? .failed : .text)
        }
        count("Unaccounted", snapshot.unaccounted, snapshot.unaccounted == 0 ? .text : .warning)
        if let pace = item.pace {
            var text = "\(Numbers.rate(pace.ratePerMinute)) a minute"
            if let eta = pace.etaSeconds { text += ", about \(Clock.roughly(seconds: eta)) left" }
            if row.isStale { text += " when last seen" }
            lines.append(fact("Pace", text, row.isStale ? .warning : .text))
        }
        return lines.isEmpty ? [] : section("Counts") + lines + [.text([])]
    }

    /// When what happened, in the operator's clock and as an age.
    var times: [Content] {
        var lines: [Content] = []
        func add(_ name: String, _ at: Timestamp?, _ role: Role = .text) {
            if let at { lines.append(moment(name, at, role)) }
        }
        add("Created", item.snapshot?.createdAt)
        add("Started", item.snapshot?.startedAt)
        add("Updated", item.snapshot?.updatedAt)
        add("Completed", item.snapshot?.completedAt)
        add("Tracked", item.trackedAt)
        add("Last change", item.movedAt)
        add("Last answer", item.checkedAt, row.isStale ? .warning : .text)
        if item.attemptedAt != item.checkedAt { add("Last attempt", item.attemptedAt) }
        lines.append(next)
        lines.append(fact("Checks", Numbers.grouped(item.checks)))
        return section("Times") + lines + [.text([])]
    }

    /// The rest of the vendor's answer.
    var answer: [Content] {
        guard let snapshot = item.snapshot else { return [] }
        var lines = snapshot.facts.flatMap { fact in
            fact.name == shown?.field
                ? wrapped(fact.name, PlainText.of(shown?.value.revealed() ?? ""), .warning)
                : wrapped(fact.name, fact.value)
        }
        if snapshot.resultAvailable { lines.append(fact("Result file", "ready")) }
        return lines.isEmpty ? [] : section("Vendor's answer") + lines + [.text([])]
    }

    /// How the counts and the pace went.
    var history: [Content] {
        let whole = History(item, kept: kept)
        return graphs(of: whole) + turns(of: whole)
    }

    private func graphs(of whole: History) -> [Content] {
        let top = max(item.snapshot?.total ?? 0, whole.counts.max() ?? 0, 1)
        let room = width - Numbers.grouped(top).count - 4
        guard let course = whole.course(over: min(room, 72)) else { return [] }
        var lines = section("Progress")
        lines += graph(course.counts, top: top, height: 4, .inProgress, Numbers.grouped(top))
        let (from, to) = ends(of: course)
        let gap = max(1, course.counts.count - from.width - to.width)
        lines.append(.text([from, Span(String(repeating: " ", count: gap)), to]))
        guard let fastest = course.rates.max(), fastest > 0 else { return lines }
        let rates = course.rates.map { Int(min($0, 1e12) * 100) }
        lines += [.text([])] + section("Pace")
        lines += graph(
            rates, top: max(1, rates.max() ?? 1), height: 2, .completed,
            "\(Numbers.rate(fastest))/m")
        return lines
    }

    /// When a course begins and ends, to the second where a minute would not tell them apart.
    private func ends(of course: Course) -> (Span, Span) {
        let isShort = course.to - course.from < .seconds(600) && clock.isToday(course.from)
        func end(_ at: Timestamp) -> Span {
            isShort
                ? Span(String(clock.dayAndTime(at).suffix(8)), .muted)
                : Span(clock.short(at), .muted)
        }
        return (end(course.from), end(course.to))
    }

    /// What changed when, newest first.
    private func turns(of history: History) -> [Content] {
        guard history.turns.count > 1 else { return [] }
        let lines = history.turns.suffix(12).reversed().map { turn -> Content in
            let time = Span("\(time(turn.at))  ", .muted)
            if let failure = turn.failure {
                return .text([time, Span("check failed: \(failure.words)", .warning)])
            }
            var text = PlainDrawing.words(turn.state)
            if let word = turn.vendorState, word != turn.state.rawValue { text += " (\(word))" }
            return .text([time, Span(PlainText.of(text), .text)])
        }
        return [.text([])] + section("Changes") + lines
    }

    private func graph(
        _ values: [Int], top: Int, height: Int, _ role: Role, _ name: String
    ) -> [Content] {
        let rows = Graph(values: values, top: top).rows(height: height, glyphs: symbols.glyphs)
        return rows.enumerated().map { place, row in
            var spans = [Span(row, role)]
            if place == 0 { spans.append(Span(" \(name)", .muted)) }
            if place == rows.count - 1 { spans.append(Span(" 0", .muted)) }
            return .text(spans)
        }
    }

    // MARK: Pieces

    private var next: Content {
        if isChecking { return fact("Next check", "being asked now") }
        if isPaused { return fact("Next check", "polling is paused", .warning) }
        guard let at = item.nextCheckAt else {
            let why = item.state.isFinal ? "none: the work is final; r asks once" : "not planned"
            return fact("Next check", why)
        }
        return .text([
            Span("Next check".padded(to: keyWidth), .muted), Span(time(at)), Span("  "),
            Span(clock.until(at), .muted),
        ])
    }

    func section(_ title: String) -> [Content] {
        [.text([Span(title, .title, .bold)])]
    }

    private func fact(_ name: String, _ value: String, _ role: Role = .text) -> Content {
        .text([Span(name.padded(to: keyWidth), .muted), Span(value, role)])
    }

    private func moment(_ name: String, _ at: Timestamp, _ role: Role = .text) -> Content {
        var ago = clock.ago(at)
        if width < 54 { ago = clock.age(of: at) }
        return .text([
            Span(name.padded(to: keyWidth), .muted), Span(time(at), role), Span("  "),
            Span(ago, .muted),
        ])
    }

    func time(_ at: Timestamp) -> String {
        let full = clock.full(at)
        return width < 54 ? String(full.dropFirst(5).prefix(14)) : full
    }

    private func code(of failure: CheckFailure) -> String? {
        let parts = [
            failure.httpStatus.map { "HTTP \($0)" }, failure.code.map { "code \($0)" },
            failure.retryAfter.map {
                "asked to wait \(Clock.length(seconds: Int($0.milliseconds / 1000)))"
            },
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// A value over as many rows as it needs.
    private func wrapped(_ name: String, _ value: String, _ role: Role = .text) -> [Content] {
        let name = TextWidth.fit(name, in: 30, ellipsis: symbols.ellipsis)
        let indent = max(keyWidth, TextWidth.of(name) + 1)
        let rows = Wrapping.rows(of: value, columns: max(8, width - indent))
        return rows.enumerated().map { place, text in
            .text([
                Span((place == 0 ? name : "").padded(to: indent), .muted), Span(text, role),
            ])
        }
    }
}

extension Kind {
    /// What it is, in words.
    var words: String {
        switch self {
        case .reap: "import batch"
        case .deepvue: "bulk verification"
        case .stamps: "e-stamp order"
        case .report: "usage report"
        case .kyc: "customer"
        }
    }
}
