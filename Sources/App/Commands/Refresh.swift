import Domain
import Polling

/// Asks vendors about some items now and waits for the answers: what `--refresh` means.
///
/// The answers are in the store when it returns. Every limit holds; what a limit holds back is
/// said, not waited for.
struct Refresh {
    /// The checks that failed, in the order in which they did.
    private(set) var failures: [(key: ItemKey, failure: CheckFailure)] = []
    /// What was not asked about because its vendor is failing or asked to be left alone.
    private(set) var heldBack: [ItemKey] = []
    /// Vendors that refused the credentials, then or before.
    private var refusing: Set<Vendor> = []
    private let asked: Int

    /// Asks about items, all of them tracked.
    init(_ keys: [ItemKey], in session: CommandSession) throws(ProgramFailure) {
        asked = keys.count
        guard !keys.isEmpty else { return }
        let vendors = try session.vendors()
        for key in keys { try session.workspace.requireVendor(of: key.kind) }
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
        var closed: Set<Vendor> = []
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
                case .vendorChanged(let vendor, .ok): closed.remove(vendor)
                case .vendorChanged(let vendor, let condition):
                    closed.insert(vendor)
                    if case .refused = condition { refusing.insert(vendor) }
                case .storeFailed(let failure): throw ProgramFailure(failure)
                case .ended: throw .interrupted
                case .resized, .configured, .configurationFaulty, .outputClosed: break
                }
            }
            let busy = Set(onTheirWay.map(\.kind.vendor))
            let held = open.filter { key in
                closed.contains(key.kind.vendor) && !busy.contains(key.kind.vendor)
            }
            heldBack += held.sorted()
            open.subtract(held)
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
        guard let first = failures.first else {
            if let held = heldBack.first(where: { refusing.contains($0.kind.vendor) }) {
                return ProgramFailure(
                    .configuration,
                    "\(command): \(heldBack.count) of \(asked) were not asked about: "
                        + "\(held.kind.vendor.title) refused the credentials",
                    hint: "check them in the configuration file; vigil doctor tries each")
            }
            guard let held = heldBack.first else { return nil }
            return ProgramFailure(
                .vendor,
                "\(command): \(heldBack.count) of \(asked) were not asked about: "
                    + "\(held.kind.vendor.title) wants to be left alone for now",
                hint: "Ask again in a while.")
        }
        var failure = ProgramFailure(first.failure, command: command, about: first.key)
        if asked > 1 {
            let held = heldBack.isEmpty ? "" : " (\(heldBack.count) held back)"
            failure.message =
                "\(command): \(failures.count + heldBack.count) of \(asked) were not answered"
                + "\(held), the first \(first.key): \(first.failure.message)"
        }
        return failure
    }
}
