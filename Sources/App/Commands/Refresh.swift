import Domain
import Polling

/// Asks vendors about some items now and waits for the answers: what `--refresh` means.
///
/// The answers are in the store when it returns. Every limit holds; what a limit holds back is
/// said, not waited for.
struct Refresh {
    /// The checks that failed, in the order in which they did.
    private(set) var failures: [(key: ItemKey, failure: CheckFailure)] = []
    /// What was not asked about because of how its vendor stands.
    private var heldBack: [(key: ItemKey, why: VendorCondition)] = []
    private let asked: Int

    /// Asks about items, all of them tracked.
    init(_ keys: [ItemKey], in session: CommandSession) throws(ProgramFailure) {
        asked = keys.count
        guard !keys.isEmpty else { return }
        let vendors = try session.vendors(of: keys.map(\.kind))
        let run = PollingRun(session, vendors: vendors, of: Set(keys))
        defer { run.stop() }
        let begun = SystemClock.now()
        var lines = LiveLines()
        defer { lines.erase() }
        let isLive = Reply.isLive(session.invocation)
        var open = Set(keys)
        for item in try fresh(keys, in: session) {
            open.remove(item.key)
            note(item)
        }
        if !open.isEmpty { try run.start(asking: keys.filter(open.contains)) }
        var onTheirWay: Set<ItemKey> = []
        var closed: [Vendor: VendorCondition] = [:]
        while !open.isEmpty {
            if isLive { lines.draw(["asking: \(asked - open.count) of \(asked) answered"]) }
            for news in run.next() {
                switch news {
                case .started(let key): onTheirWay.insert(key)
                case .checked(let item):
                    onTheirWay.remove(item.key)
                    if open.remove(item.key) != nil { note(item) }
                case .loaded(let items):
                    // Another process may have been faster, or stopped watching.
                    let known = Dictionary(items.map { ($0.key, $0) }) { $1 }
                    for key in open where !onTheirWay.contains(key) {
                        if let item = known[key], (item.attemptedAt ?? item.trackedAt) < begun {
                            continue
                        }
                        open.remove(key)
                        if let item = known[key] { note(item) }
                    }
                case .vendorChanged(let vendor, let condition):
                    closed[vendor] = condition == .ok ? nil : condition
                case .storeFailed(let failure): throw ProgramFailure(failure)
                case .ended: throw .interrupted
                case .resized, .configured, .configurationFaulty, .outputClosed: break
                }
            }
            let busy = Set(onTheirWay.map(\.kind.vendor))
            for key in open.sorted() {
                guard let why = closed[key.kind.vendor], !busy.contains(key.kind.vendor)
                else { continue }
                heldBack.append((key, why))
                open.remove(key)
            }
        }
    }

    /// What was asked about so recently that its vendor's least time between two reads would have
    /// to be waited for; said, since what is shown is then the last answer.
    private func fresh(
        _ keys: [ItemKey], in session: CommandSession
    ) throws(ProgramFailure) -> [TrackedItem] {
        let (wanted, now) = (Set(keys), SystemClock.now())
        let items = try session.items(includingUntracked: false).filter { item in
            guard wanted.contains(item.key), let attempt = item.attemptedAt, attempt <= now
            else { return false }
            let gap = session.cadences[item.key.kind].leastGap(for: item.key.kind)
            return attempt + gap - now > Self.patience
        }
        if let first = items.first, !session.invocation.has("quiet") {
            let what = items.count == 1 ? "\(first.key)" : "\(items.count) items"
            Standard.error("note: \(what): asked about a moment ago, the last answer stands\n")
        }
        return items
    }

    /// Waiting for less than this is part of a refresh.
    private static let patience = Duration.seconds(5)

    private mutating func note(_ item: TrackedItem) {
        if let failure = item.failure { failures.append((item.key, failure)) }
    }

    /// Why the command fails although it has something to show; nil when every answer was good.
    func failure(of command: String) -> ProgramFailure? {
        guard let first = failures.first else { return heldBackFailure(command) }
        var failure = ProgramFailure(first.failure, command: command, about: first.key)
        if asked > 1 {
            let held = heldBack.isEmpty ? "" : " (\(heldBack.count) held back)"
            failure.message =
                "\(command): \(failures.count + heldBack.count) of \(asked) were not answered"
                + "\(held), the first \(first.key): \(first.failure.message)"
        }
        return failure
    }

    /// Why what was held back was; refused credentials first.
    private func heldBackFailure(_ command: String) -> ProgramFailure? {
        let refused = heldBack.first { if case .refused = $0.why { true } else { false } }
        guard let held = refused ?? heldBack.first else { return nil }
        let title = held.key.kind.vendor.title
        let start = "\(command): \(heldBack.count) of \(asked) were not asked about: \(title) "
        let now = SystemClock.now()
        switch held.why {
        case .refused:
            return ProgramFailure(
                .configuration, start + "refused the credentials",
                hint: "check them in the configuration file; vigil doctor tries each")
        case .waiting(let end):
            return ProgramFailure(
                .vendor,
                start + "wants to be left alone until \(SystemClock.time(end, at: now))",
                hint: "Ask again then.")
        case .failing(let since):
            return ProgramFailure(
                .vendor, start + "has not answered since \(SystemClock.time(since, at: now))",
                hint: "Ask again in a while.")
        case .ok: return nil
        }
    }
}
