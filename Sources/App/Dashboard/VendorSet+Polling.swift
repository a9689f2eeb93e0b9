import Domain
import HTTP
import Polling
import Store

extension VendorSet {
    /// A poller of these vendors by this machine's clock: the one place that puts one together.
    func poller(
        on store: SQLiteStore, cadences: Cadences, operatorName: String,
        tell: @escaping @Sendable (PollingNews) -> Void = { _ in },
        report: @escaping @Sendable (PollerReport) -> Void
    ) -> Poller {
        let chance = Chance()
        return Poller(
            clients: clients, repository: store, cadences: cadences, operatorName: operatorName,
            now: { SystemClock.now() }, random: { chance.next() }, executor: transport.executor,
            tell: tell, report: report)
    }
}
