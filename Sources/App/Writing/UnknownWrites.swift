import Domain
import Synchronization

/// Settles submissions and corrections of unknown outcome by what a poller's checks show of their
/// customers, one check after another.
final class UnknownWrites: Sendable {
    private struct Work {
        var desks: VendorDesks
        var last: Task<Void, Never>?
    }

    private let work: Mutex<Work>
    private let tell: @Sendable (ActivityEntry) -> Void

    /// `tell` is called with each entry that the activity record got.
    init(_ desks: VendorDesks, tell: @escaping @Sendable (ActivityEntry) -> Void = { _ in }) {
        work = Mutex(Work(desks: desks))
        self.tell = tell
    }

    /// Goes through other desks from now on.
    func use(_ desks: VendorDesks) { work.withLock { $0.desks = desks } }

    /// Takes note of a check; what it settles is settled soon.
    func learn(from item: TrackedItem) {
        guard item.key.kind == .kyc, item.failure == nil else { return }
        let tell = tell
        work.withLock { work in
            let (desks, earlier) = (work.desks, work.last)
            work.last = Task.detached {
                await earlier?.value
                var entries = await desks.submissions?.learn(from: item) ?? []
                entries += await desks.corrections?.learn(from: item) ?? []
                for entry in entries { tell(entry) }
            }
        }
    }

    /// Returns when everything that was learned is in the store.
    func finish() async { await work.withLock { $0.last }?.value }
}
