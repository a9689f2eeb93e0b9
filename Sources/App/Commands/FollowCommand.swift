import Domain
import Glibc
import JSON

/// `vigil follow`: keeps polling without a screen and prints one line for each change.
enum FollowCommand {
    static let spec = CommandSpec(
        name: "follow", operands: "",
        summary: "keep polling and print one line for each change",
        options: [
            OptionSpec("until-final", nil, "end when nothing is left to poll")
        ],
        example: "vigil follow --json --until-final | tee changes.jsonl",
        result: """
            a line for each change: {"at", "change": first, progress, state, flag, error or
              recovered, "item": {as list prints it}}
            """,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(
                .usage, "follow: takes no \(PlainText.quoted(extra))",
                hint: "vigil wait REF waits for single items")
        }
        return try CommandSession.run(invocation) { session throws(ProgramFailure) in
            let vendors = try session.vendors()
            var following = Following(session, vendors: Set(vendors.clients.keys))
            let run = PollingRun(session, vendors: vendors)
            defer { run.stop() }
            return try following.follow(run)
        }
    }
}

/// One run of `vigil follow`.
struct Following {
    private let session: CommandSession
    private let vendors: Set<Vendor>
    private let lines: ChangeLines
    private var ledger: ItemLedger
    private var refused: Set<Vendor> = []
    private var storeFailure: StoreFailure?

    init(_ session: CommandSession, vendors: Set<Vendor>) {
        self.session = session
        self.vendors = vendors
        ledger = ItemLedger(cadences: session.cadences)
        lines = ChangeLines(
            isJSON: session.invocation.has("json"), cadences: session.cadences,
            isUTC: session.workspace.configuration?.appearance.clock == .utc)
    }

    /// Why it ends.
    private enum End: Error {
        case status(ExitStatus)
        case failure(ProgramFailure)
    }

    /// Goes on until something ends it.
    mutating func follow(_ run: PollingRun) throws(ProgramFailure) -> ExitStatus {
        let items = try session.items(includingUntracked: false)
        let count = items.count == 1 ? "1 item" : "\(items.count) items"
        Reply.progress("following \(count); Ctrl-C ends it", session.invocation)
        ledger.begin(with: items, at: SystemClock.now())
        try run.start()
        do throws(End) {
            while true {
                try endIfDone()
                for news in run.next(alarm: ledger.nextFlagChange, watchingOutput: true) {
                    try take(news)
                }
                let now = SystemClock.now()
                try print(ledger.passTime(to: now), at: now)
            }
        } catch {
            switch error {
            case .status(let status): return status
            case .failure(let failure): throw failure
            }
        }
    }

    private mutating func take(_ news: PollingRun.News) throws(End) {
        let now = SystemClock.now()
        switch news {
        case .checked(let item):
            storeFailure = nil
            try print(ledger.take(item, at: now), at: now)
        case .loaded(let items): try print(ledger.replaceAll(items, at: now), at: now)
        case .vendorChanged(let vendor, .refused): refused.insert(vendor)
        case .vendorChanged(let vendor, _): refused.remove(vendor)
        case .storeFailed(let failure):
            // Once until it works again: nothing of what is learned is lost meanwhile.
            if failure != storeFailure { Standard.error(ProgramFailure(failure).lines) }
            storeFailure = failure
        case .ended(let number):
            throw number == SIGTERM ? .status(.done) : .failure(.interrupted)
        case .outputClosed: throw .status(.done)
        case .started, .resized: break
        }
    }

    /// What is polled: everything of a configured vendor that is not final.
    private mutating func endIfDone() throws(End) {
        let open = ledger.items.filter {
            !$0.state.isFinal && vendors.contains($0.key.kind.vendor)
        }
        if open.isEmpty {
            if session.invocation.has("until-final") { throw .status(.done) }
            return
        }
        let asked = Set(open.map(\.key.kind.vendor))
        // The refusal itself is told first: the check that met it is still to be heard of.
        let heard = Set(
            ledger.items.filter { $0.failure?.reason == .auth }.map(\.key.kind.vendor))
        guard asked.isSubset(of: refused.intersection(heard)) else { return }
        let names = asked.map(\.title).sorted().joined(separator: ", ")
        throw .failure(
            ProgramFailure(
                .configuration, "follow: \(names) refused the credentials",
                hint: "check them in the configuration file; vigil doctor tries each"))
    }

    private func print(
        _ changes: [ItemLedger.Change], at now: Timestamp
    ) throws(End) {
        guard !changes.isEmpty else { return }
        let text = changes.map { lines.line($0, at: now) }.joined()
        switch SteadyOutput.write(text, signals: session.interruptions) {
        case .written: break
        case .closed: throw .status(.done)
        case .ended(let number):
            throw number == SIGTERM ? .status(.done) : .failure(.interrupted)
        }
    }
}
