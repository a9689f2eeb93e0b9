import Domain
import Polling
import Synchronization

/// Collects what a pass came to, and shows on a terminal how far it is.
final class PollProgress: Sendable {
    private let isShown: Bool
    private let state = Mutex((wanted: 0, tally: Tally()))

    /// One item that was asked about.
    struct Checked: Sendable {
        var item: TrackedItem
        var changes: ItemChanges
    }

    /// Everything that was asked about so far.
    struct Tally: Sendable {
        var items: [Checked] = []
        /// The first failure and what was asked about.
        var first: (key: ItemKey, failure: CheckFailure)?
        /// How the vendors stand that do not take to being asked as usual.
        var conditions: [Vendor: VendorCondition] = [:]
        /// Whether credentials were refused.
        var isRefused = false

        var failed: Int { items.count { $0.item.failure != nil } }
        var changed: Int { items.count { !$0.changes.isEmpty } }
    }

    init(isShown: Bool) { self.isShown = isShown }

    var tally: Tally { state.withLock { $0.tally } }

    func begin(_ wanted: Int) { state.withLock { $0.wanted = wanted } }

    func take(_ report: PollerReport) {
        switch report {
        case .checked(let item, let changes, _):
            let (done, wanted) = state.withLock { state in
                state.tally.items.append(Checked(item: item, changes: changes))
                if let failure = item.failure {
                    state.tally.first = state.tally.first ?? (item.key, failure)
                    if failure.reason == .auth { state.tally.isRefused = true }
                }
                return (state.tally.items.count, state.wanted)
            }
            if isShown { Standard.error("\r\(done) of \(wanted) checked") }
        case .vendorChanged(let vendor, let condition):
            state.withLock { $0.tally.conditions[vendor] = condition }
        case .storeFailed(let failure): Standard.error("vigil: \(failure.message)\n")
        case .checkStarted: break
        }
    }

    /// Clears the line.
    func end() {
        if isShown { Standard.error("\r\u{1B}[K") }
    }
}
