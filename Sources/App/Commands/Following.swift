import CursesTerminal
import Domain
import Glibc
import Store

/// One run of `vigil follow`.
struct Following {
    private let session: CommandSession
    private let terminal: LineTerminal?
    private var vendors: Set<Vendor>
    private var lines: ChangeLines
    private var ledger: ItemLedger
    private var cadences: Cadences
    private var alerts: Alerts
    private var delivery: AlertDelivery
    private var refused: Set<Vendor> = []
    private var storeFailure: StoreFailure?

    init(_ session: CommandSession, vendors: Set<Vendor>) {
        self.session = session
        self.vendors = vendors
        let environment = session.invocation.host.environment
        let configured = session.workspace.configuration?.alerts ?? Configuration.Alerts()
        // Standard error, so that what is piped stays clean.
        terminal =
            LineTerminal(STDERR_FILENO) { environment[$0] }
            ?? LineTerminal(STDOUT_FILENO) { environment[$0] }
        cadences = session.cadences
        alerts = Alerts(failureRate: configured.failureRate)
        delivery = AlertDelivery(configured, environment: environment)
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
        let begun = SystemClock.now()
        ledger.begin(with: items, at: begun)
        alerts.begin(with: items, at: begun, cadences: cadences)
        try run.start()
        do throws(End) {
            while true {
                try endIfDone()
                let alarm = [ledger.nextFlagChange, delivery.due(at: SystemClock.now())]
                let news = run.next(
                    alarm: alarm.compactMap(\.self).min(), watchingOutput: true)
                for news in news { try take(news) }
                let now = SystemClock.now()
                let changes = ledger.passTime(to: now)
                raise(by: changes.map(\.item), at: now)
                try print(changes, at: now)
                delivery.deliver(on: terminal, at: now)
            }
        } catch {
            if case .failure(.interrupted) = error {
            } else {
                delivery.finish(
                    on: terminal, at: SystemClock.now(), signals: session.interruptions)
            }
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
            raise(by: [item], at: now)
            try print(ledger.take(item, at: now), at: now)
        case .loaded(let items):
            let gone = Set(ledger.items.map(\.key)).subtracting(items.map(\.key))
            for key in gone { alerts.forget(key) }
            raise(by: items, at: now)
            try print(ledger.replaceAll(items, at: now), at: now)
        case .vendorChanged(let vendor, let condition):
            if case .refused = condition {
                refused.insert(vendor)
            } else {
                refused.remove(vendor)
            }
            delivery.add(alerts.take(vendor, condition, at: now))
        case .configured(let change): try take(change, at: now)
        case .configurationFaulty(let why):
            Standard.error("vigil: the configuration stays as it was: \(why)\n")
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

    /// What items newly raise reaches the operator.
    private mutating func raise(by items: [TrackedItem], at now: Timestamp) {
        for item in items {
            delivery.add(alerts.take(item, at: now, cadence: cadences[item.key.kind]))
        }
    }

    /// Goes by another configuration, as its vendors are asked already.
    private mutating func take(
        _ change: LiveConfiguration.Change, at now: Timestamp
    ) throws(End) {
        let configuration = change.configuration
        vendors = Set(change.vendors.clients.keys)
        refused.subtract(change.changed.union(change.removed))
        cadences = configuration.cadences
        lines.cadences = cadences
        lines.isUTC = configuration.appearance.clock == .utc
        alerts.failureRate = configuration.alerts.failureRate
        delivery.go(by: configuration.alerts)
        Reply.progress("new configuration in force: \(change.summary)", session.invocation)
        let entry = change.entry(at: now, by: session.invocation.operatorName)
        do throws(ProgramFailure) {
            try session.inStore { store throws(StoreFailure) in try await store.append(entry) }
        } catch {
            Standard.error(error.lines)
        }
        try print(ledger.go(by: cadences, at: now), at: now)
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
