import Dashboard
import Domain
import Glibc
import TerminalUI

/// Polls some items until the vendors call every one of them final.
struct Waiting {
    /// The items as they were when the waiting ended, in the order of asking.
    private(set) var items: [TrackedItem]
    /// Why it ended before everything was final; nil when everything is.
    private(set) var failure: ProgramFailure?

    private let keys: [ItemKey]
    private let session: CommandSession
    private let glyphs: Glyphs
    private let limit: Duration?
    private var lines = LiveLines()
    private let isLive: Bool

    /// Waits; returns at once what is final already. The time is limited by `--timeout`.
    init(for items: [TrackedItem], in session: CommandSession) throws(ProgramFailure) {
        self.items = items
        self.session = session
        keys = items.map(\.key)
        let invocation = session.invocation
        limit = try Self.limit(invocation)
        glyphs = ProgramGlyphs.of(session.workspace, invocation)
        isLive = Reply.isLive(invocation)
        guard !isDone else { return }
        let open = items.filter { !$0.state.isFinal }
        let vendors = try session.vendors(of: open.map(\.key.kind))
        let run = PollingRun(session, vendors: vendors, of: Set(keys))
        run.follow(try session.configurationFollower())
        defer { run.stop() }
        let begun = SystemClock.now()
        try run.start()
        defer { lines.erase() }
        try poll(run, since: begun)
    }

    /// The value of `--timeout`.
    static func limit(_ invocation: Invocation) throws(ProgramFailure) -> Duration? {
        guard let text = invocation.value("timeout") else { return nil }
        guard let limit = Duration(text: text) else {
            throw ProgramFailure(
                .usage, "--timeout \(PlainText.quoted(text)): not a duration",
                hint: "such as 90s, 30m or 2h")
        }
        return limit
    }

    /// How the whole ended: what stopped it, else 1 when something failed, or with `strict` when
    /// not everything passed, else 0.
    func status(isStrict: Bool) -> ExitStatus {
        if let failure { return failure.status }
        let isGood = items.allSatisfy { item in
            guard item.state == .completed else { return false }
            guard isStrict, let answer = item.snapshot else { return true }
            return (answer.failed ?? 0) == 0 && (answer.unaccounted ?? 0) == 0
        }
        return isGood ? .done : .workFailed
    }

    private var isDone: Bool { items.allSatisfy(\.state.isFinal) }

    private mutating func poll(
        _ run: PollingRun, since begun: Timestamp
    ) throws(ProgramFailure) {
        let end = limit.map { ContinuousClock.now + $0 }
        while !isDone, failure == nil {
            draw()
            if let end, ContinuousClock.now >= end {
                failure = timedOut
                return
            }
            let redraw = isLive ? ContinuousClock.now + .seconds(1) : nil
            for news in run.next(until: [end, redraw].compactMap(\.self).min()) {
                switch news {
                case .checked(let item): take(item, since: begun)
                case .loaded(let items): take(all: items, since: begun)
                case .ended: throw .interrupted
                case .configured(let change):
                    lines.erase()
                    try take(change)
                case .configurationFaulty(let why):
                    lines.erase()
                    Standard.error("vigil: the configuration stays as it was: \(why)\n")
                case .resized, .started, .vendorChanged, .storeFailed, .outputClosed: break
                }
            }
        }
    }

    /// Goes by another configuration, as its vendors are asked already. Nobody would ask any more
    /// about an item whose vendor is gone from it.
    private func take(_ change: LiveConfiguration.Change) throws(ProgramFailure) {
        Reply.progress("new configuration in force: \(change.summary)", session.invocation)
        let gone = items.first { item in
            !item.state.isFinal && change.removed.contains(item.key.kind.vendor)
        }
        guard let gone else { return }
        throw ProgramFailure(
            .configuration,
            "wait: \(gone.key): \(gone.key.kind.vendor.title) is configured no longer",
            hint: "add vendors.\(gone.key.kind.vendor.rawValue) to the configuration file again")
    }

    private mutating func take(all loaded: [TrackedItem], since begun: Timestamp) {
        let known = Dictionary(loaded.map { ($0.key, $0) }) { $1 }
        for item in items where !item.state.isFinal {
            if let item = known[item.key] {
                take(item, since: begun)
            } else {
                failure =
                    failure
                    ?? ProgramFailure(
                        .notFound, "wait: \(item.key): is tracked no longer, so nobody asks",
                        hint: "vigil track \(item.key.kind.rawValue) \(item.key.id)")
            }
        }
    }

    private mutating func take(_ item: TrackedItem, since begun: Timestamp) {
        guard let place = items.firstIndex(where: { $0.key == item.key }) else { return }
        if let known = items[place].attemptedAt, item.attemptedAt.map({ $0 < known }) ?? true {
            return
        }
        items[place] = item
        // Only what the vendor says now ends the waiting, not what it once said.
        guard let reason = item.failure, let asked = item.attemptedAt, asked >= begun else {
            return
        }
        if reason.reason == .auth || reason.reason == .notFound {
            failure = failure ?? ProgramFailure(reason, command: "wait", about: item.key)
        }
    }

    private var timedOut: ProgramFailure {
        let open = items.filter { !$0.state.isFinal }
        let spent = session.invocation.value("timeout") ?? ""
        var text = "wait: timed out after \(PlainText.of(spent))"
        if let first = open.first {
            text += ": \(first.key) is \(ItemText.standing(first))"
            if let failure = first.failure { text += ", and \(failure.message)" }
            if open.count > 1 { text += "; \(open.count - 1) more are not final" }
        }
        return ProgramFailure(.timedOut, text)
    }

    private mutating func draw() {
        guard isLive, let width = LiveLines.width else { return }
        let now = SystemClock.now()
        let room = max(1, LiveLines.height - 2)
        // What goes on comes first where not everything has room.
        let sorted = items.count > room ? items.filter { !$0.state.isFinal } : items
        var shown = sorted.prefix(room).map { item in
            ProgressLine(item: item, now: now, width: width - 1, glyphs: glyphs).text
        }
        if items.count > shown.count {
            let left = items.filter { !$0.state.isFinal }.count
            shown.append(TextWidth.fit("\(left) of \(items.count) not final", in: width - 1))
        }
        lines.draw(shown)
    }
}
