import CLinux
import Domain
import Glibc
import HTTPClient
import JSON
import Polling
import Store
import Synchronization

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
              "not_configured"}, "items": [{"kind", "id", "state", "changes", "error"}]}
              checked counts the items that were asked about, changed those with news, failed
              those without a good answer. held_back counts what was not asked about: because of
              Retry-After, the rate budget, a failing vendor, refused credentials, another process
              that is asking, a vendor's least time between two reads, or no configured vendor.
              error is the class of the failure, or null. ok is true when the exit status is 0:
              4 when a check failed, 5 when the vendor knows an id no more, 3 when credentials
              were refused.
            """,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(
                .usage, "poll: takes no \(PlainText.quoted(extra))",
                hint: "vigil poll --all asks about everything; vigil show REF --refresh about one")
        }
        let workspace = try Workspace(invocation)
        let configuration = try workspace.requiredConfiguration()
        // Before any other thread starts, so that signals come here.
        let signals = SignalDescriptor([SIGINT, SIGTERM, SIGHUP])
        let transport = CurlTransport(configuration: configuration.network.transport)
        defer { transport.close() }
        let vendors = try VendorSet(configuration, transport: transport, host: invocation.host)
        let progress = PollProgress(
            isShown: !invocation.has("quiet") && Standard.isTerminal(STDERR_FILENO))
        let (path, origin) = (workspace.storePath, workspace.origin)
        let cadences = configuration.cadences
        let operatorName = invocation.operatorName
        let isAll = invocation.has("all")
        let done = Inbox<Result<PassSummary, ProgramFailure>>()
        let work = Task.detached {
            do {
                let store = try SQLiteStore(path: path, origin: origin)
                await vendors.share(through: store)
                let writes = UnknownWrites(
                    VendorDesks(
                        vendors, cadences: cadences, store: store, operatorName: operatorName,
                        gate: WriteGate(isReadOnly: true)))
                let poller = Poller(
                    clients: vendors.clients, repository: store, cadences: cadences,
                    operatorName: operatorName, now: { SystemClock.now() },
                    random: { Double.random(in: 0..<1) },
                    report: { report in
                        progress.take(report)
                        if case .checked(let item, _, _) = report { writes.learn(from: item) }
                    })
                let now = SystemClock.now()
                let items = try await store.items(includingUntracked: false).filter { item in
                    !item.state.isFinal
                        && (isAll || isDue(item, cadences[item.key.kind], at: now))
                }
                progress.begin(items.count)
                let summary = await poller.pass(over: items)
                await poller.stop()
                await writes.finish()
                await store.close()
                done.post(.success(summary))
            } catch let failure as StoreFailure {
                done.post(.failure(ProgramFailure(failure)))
            } catch {
                done.post(.failure(ProgramFailure(.workFailed, "the store could not be used")))
            }
        }
        guard let outcome = wait(for: done, or: signals) else {
            work.cancel()
            progress.end()
            // What was answered is in the store; what is on its way is not worth waiting for.
            return .interrupted
        }
        progress.end()
        return report(try outcome.get(), progress.tally, invocation)
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

    /// The outcome, or nil when a signal came first.
    private static func wait<Outcome: Sendable>(
        for done: Inbox<Outcome>, or signals: SignalDescriptor
    ) -> Outcome? {
        var descriptors = [done.descriptor, signals.descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        while true {
            _ = Glibc.poll(&descriptors, 2, -1)
            if let outcome = done.take().first { return outcome }
            if !signals.read().isEmpty { return nil }
        }
    }

    private static func report(
        _ summary: PassSummary, _ tally: PollProgress.Tally, _ invocation: Invocation
    ) -> ExitStatus {
        let status = status(summary, tally)
        let held = PassSummary.Hold.allCases.map { ($0, summary.heldBack[$0]?.count ?? 0) }
        let total = held.reduce(0) { $0 + $1.1 }
        if invocation.has("json") {
            let members =
                [JSON.Member("total", .integer(total))]
                + held.map { JSON.Member($0.0.rawValue, .integer($0.1)) }
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
            for (why, count) in held where count > 0 {
                Standard.output("\(count) held back: \(why.words)\n")
            }
        }
        if let first = tally.first, !invocation.has("json") {
            let said = PlainText.of(first.failure.message)
            let failure = ProgramFailure(
                status,
                tally.failed == 1
                    ? "poll: \(first.key): \(said)"
                    : "poll: \(tally.failed) of \(tally.items.count) were not answered, "
                        + "the first \(first.key): \(said)",
                hint: first.failure.hint)
            Standard.error(failure.lines)
        }
        return status
    }

    private static func status(_ summary: PassSummary, _ tally: PollProgress.Tally) -> ExitStatus {
        if tally.isRefused || summary.heldBack[.refused] != nil { return .configuration }
        guard let first = tally.first else { return .done }
        return first.failure.reason == .notFound ? .notFound : .vendor
    }

    private static func json(_ checked: PollProgress.Checked) -> JSON {
        [
            "kind": .string(checked.item.key.kind.rawValue), "id": .string(checked.item.key.id),
            "state": .string(checked.item.state.rawValue),
            "changes": .array(
                ItemChange.allCases.filter(checked.changes.contains).map { .string($0.rawValue) }),
            "error": JSON(checked.item.failure?.reason.rawValue),
        ]
    }
}

extension PassSummary.Hold {
    /// The reason in words.
    fileprivate var words: String {
        switch self {
        case .retryAfter: "the vendor asked to be left alone for now"
        case .budget: "the rate budget is used up for now"
        case .circuit: "the vendor is failing and is tried again later"
        case .refused: "the credentials are refused; change them, or ask about one item"
        case .elsewhere: "another process is asking, or has just asked"
        case .tooSoon: "asked about a moment ago"
        case .notConfigured: "the vendor is not configured"
        }
    }
}
