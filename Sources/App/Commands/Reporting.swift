import Domain
import Store

/// The start of one usage report: the one place of the commands that asks a vendor for it.
struct Reporting {
    /// The vendor.
    var desk: any ReportDesk
    /// Where it is noted.
    var store: SQLiteStore
    /// Who asks.
    var operatorName: String

    /// Starts a report on an order and tracks it: its id is in the store before anything is asked
    /// about it.
    func start(on order: TrackedItem) async throws(ProgramFailure) -> TrackedItem {
        let report: ItemKey
        do throws(CheckFailure) {
            report = try await desk.startReport(on: order.key)
        } catch {
            if error.mayHaveArrived {
                try await note("a usage report may have been requested: no answer came", order)
            }
            var failure = ProgramFailure(error, command: "report", about: order.key)
            if error.mayHaveArrived { failure.hint = "a report too many is no harm: try again" }
            throw failure
        }
        let label = "Report on \(order.name)"
        try await note("usage report \(report.shortID) requested", order)
        do throws(StoreFailure) {
            _ = try await store.track(
                report, label: String(label.prefix(100)), at: SystemClock.now(),
                by: operatorName)
            let items = try await store.items(includingUntracked: false)
            if let item = items.first(where: { $0.key == report }) { return item }
        } catch {
            throw ProgramFailure(error)
        }
        return TrackedItem(key: report, label: label, trackedAt: SystemClock.now())
    }

    private func note(_ text: String, _ order: TrackedItem) async throws(ProgramFailure) {
        let entry = ActivityEntry(
            at: SystemClock.now(), event: .reportRequested, key: order.key, text: text,
            operatorName: operatorName)
        do throws(StoreFailure) {
            try await store.append(entry)
        } catch {
            throw ProgramFailure(error)
        }
    }
}
