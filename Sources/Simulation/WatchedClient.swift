import Domain
import Synchronization

/// Passes every check on and notices those of items that were final before.
struct WatchedClient: VendorClient {
    let client: any VendorClient
    let ends: Ends

    /// What was final when.
    final class Ends: Sendable {
        private let state = Mutex((final: Set<ItemKey>(), again: [ItemKey](), checks: 0))

        /// The checks of items that were final before.
        var again: [ItemKey] { state.withLock { $0.again } }

        /// Every check there was.
        var checks: Int { state.withLock { $0.checks } }

        fileprivate func begin(_ key: ItemKey) {
            state.withLock { state in
                state.checks += 1
                if state.final.contains(key) { state.again.append(key) }
            }
        }

        fileprivate func end(_ key: ItemKey) { _ = state.withLock { $0.final.insert(key) } }
    }

    var vendor: Vendor { client.vendor }
    var account: VendorAccount { client.account }

    func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        ends.begin(key)
        let answer = try await client.check(key)
        if answer.state.isFinal { ends.end(key) }
        return answer
    }
}
