import Domain
import JSON
import Polling

/// `vigil poll`: one pass over what is due, for cron and scripts.
enum PollCommand {
    static let spec = CommandSpec(
        name: "poll", operands: "",
        summary: "ask once about what is due, within every limit",
        options: [
            OptionSpec("all", nil, "everything that is not final, also before its time")
        ],
        example: "vigil poll --all --json",
        result: """
            {"command": "poll", "ok", "checked", "changed", "failed", "held_back": {"total",
              "retry_after", "budget", "circuit", "refused", "elsewhere", "too_soon",
              "not_configured", "no_credentials"}, "items": [{"kind", "id", "state", "changes", "error"}]}
              checked counts the items that were asked about, changed those with news, failed
              those without a good answer. held_back counts what was not asked about: because of
              Retry-After, the rate budget, a failing vendor, refused credentials, another process
              that is asking, a vendor's least time between two reads, no configured vendor, or
              credentials that cannot be had.
              error is the class of the failure, or null. ok is true when the exit status is 0:
              4 when a check failed, 5 when the vendor knows an id no more, 3 when credentials
              were refused or cannot be had.
            """,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(
                .usage, "poll: takes no \(PlainText.quoted(extra))",
                hint: "vigil poll --all asks about everything; vigil show REF --refresh about one")
        }
        let isAll = invocation.has("all")
        let progress = PollProgress(isShown: Reply.isLive(invocation))
        let pass = try CommandSession.run(invocation) { session throws(ProgramFailure) in
            let cadences = session.cadences
            let now = SystemClock.now()
            let wanted = try session.items(includingUntracked: false).filter { item in
                !item.state.isFinal && (isAll || isDue(item, cadences[item.key.kind], at: now))
            }
            let vendors = try session.vendors(only: Set(wanted.map(\.key.kind.vendor)))
            let items = wanted.filter { vendors.faults[$0.key.kind.vendor] == nil }
            let unreadable = wanted.filter { vendors.faults[$0.key.kind.vendor] != nil }
            let fault = unreadable.lazy.compactMap { vendors.faults[$0.key.kind.vendor] }.first
            let writes = UnknownWrites(session.learningDesks(vendors, cadences))
            let poller = vendors.poller(
                on: session.store, cadences: cadences, operatorName: invocation.operatorName
            ) { report in
                progress.take(report)
                if case .checked(let item, _, _) = report { writes.learn(from: item) }
            }
            progress.begin(items.count)
            defer { progress.end() }
            let summary = try session.interruptions.run { () async throws(ProgramFailure) in
                let summary = await poller.pass(over: items)
                await poller.stop()
                await writes.finish()
                return summary
            }
            return Pass(summary: summary, unreadable: unreadable.map(\.key), fault: fault)
        }
        return report(pass, progress.tally, invocation)
    }

    /// What a pass came to, beside the answers.
    private struct Pass {
        var summary: PassSummary
        /// What was not asked about because its vendor's credentials cannot be had, and why.
        var unreadable: [ItemKey]
        var fault: ConfigurationFailure?
    }

    /// Whether an item's turn has come, as planned by whoever asked last.
    private static func isDue(_ item: TrackedItem, _ cadence: Cadence, at now: Timestamp) -> Bool {
        guard let attempt = item.attemptedAt, attempt <= now else {
            return item.attemptedAt != nil || item.trackedAt + cadence.first <= now
                || item.trackedAt > now
        }
        let isOverdue = item.isOverdue(at: now, cadence: cadence)
        return item.nextCheckAt ?? (attempt + cadence.interval(overdue: isOverdue)) <= now
    }

    private static func report(
        _ pass: Pass, _ tally: PollProgress.Tally, _ invocation: Invocation
    ) -> ExitStatus {
        let status = status(pass, tally)
        let held = PassSummary.Hold.allCases.map { ($0, pass.summary.heldBack[$0] ?? []) }
        if invocation.has("json") {
            let total = held.reduce(pass.unreadable.count) { $0 + $1.1.count }
            let members =
                [JSON.Member("total", .integer(total))]
                + held.map { JSON.Member($0.0.rawValue, .integer($0.1.count)) }
                + [JSON.Member("no_credentials", .integer(pass.unreadable.count))]
            let answer: JSON = [
                "command": "poll", "ok": .bool(status == .done),
                "checked": .integer(tally.items.count), "changed": .integer(tally.changed),
                "failed": .integer(tally.failed), "held_back": .object(members),
                "items": .array(tally.items.map(json)),
            ]
            Standard.output(answer.text() + "\n")
        } else if !invocation.has("quiet") {
            var text = "\(tally.items.count) checked, \(tally.changed) changed"
            if tally.failed > 0 { text += ", \(tally.failed) failed" }
            Standard.output(text + "\n")
            for (why, keys) in held {
                let vendors = Dictionary(grouping: keys, by: \.kind.vendor)
                for vendor in Vendor.allCases {
                    guard let count = vendors[vendor]?.count else { continue }
                    let words = why.words(of: vendor, tally.conditions[vendor])
                    Standard.output("\(count) held back: \(words)\n")
                }
            }
            if !pass.unreadable.isEmpty {
                Standard.output(
                    "\(pass.unreadable.count) held back: the credentials cannot be had\n")
            }
        }
        if let fault = pass.fault { Standard.error(ProgramFailure(fault).lines) }
        if let first = tally.first, !invocation.has("json") {
            var failure = ProgramFailure(first.failure, command: "poll", about: first.key)
            if tally.failed > 1 {
                failure.message =
                    "poll: \(tally.failed) of \(tally.items.count) were not answered, "
                    + "the first \(first.key): \(first.failure.message)"
            }
            Standard.error(failure.lines)
        }
        return status
    }

    private static func status(_ pass: Pass, _ tally: PollProgress.Tally) -> ExitStatus {
        if pass.fault != nil || tally.isRefused || pass.summary.heldBack[.refused] != nil {
            return .configuration
        }
        guard let first = tally.first else { return .done }
        return first.failure.reason == .notFound ? .notFound : .vendor
    }

    private static func json(_ checked: PollProgress.Checked) -> JSON {
        [
            "kind": .string(checked.item.key.kind.rawValue), "id": .string(checked.item.key.id),
            "state": .string(checked.item.state.rawValue),
            "changes": .array(
                ItemChange.allCases.filter(checked.changes.has).map { .string($0.rawValue) }),
            "error": JSON(checked.item.failure?.reason.rawValue),
        ]
    }
}

extension PassSummary.Hold {
    /// The reason in words.
    fileprivate func words(of vendor: Vendor, _ condition: VendorCondition?) -> String {
        let (title, now) = (vendor.title, SystemClock.now())
        switch (self, condition) {
        case (.retryAfter, .waiting(let end)):
            return "\(title) asked to be left alone until \(SystemClock.time(end, at: now))"
        case (.retryAfter, _): return "\(title) asked to be left alone"
        case (.budget, _): return "\(title)'s rate budget is used up"
        case (.circuit, .failing(let since)):
            let time = SystemClock.time(since, at: now)
            return "\(title) has not answered since \(time) and is tried again later"
        case (.circuit, _): return "\(title) is failing and is tried again later"
        case (.refused, _):
            return "\(title) refuses the credentials; change them, or ask about one item"
        case (.elsewhere, _): return "another process is asking, or has just asked"
        case (.tooSoon, _): return "asked about a moment ago"
        case (.notConfigured, _): return "\(title) is not configured"
        }
    }
}
