import Cryptography
import Domain
import Store

/// The one place through which a usage report is asked for: noted before it is sent, sent once,
/// settled after.
struct Reporting {
    /// The vendor.
    var desk: any ReportDesk
    /// Where it is noted.
    var store: SQLiteStore
    /// Who asks.
    var operatorName: String
    /// What every write has to pass.
    var gate: WriteGate

    /// Starts a report on an order; what it makes is not tracked yet.
    func start(on order: ItemKey) async throws(ProgramFailure) -> ItemKey {
        try gate.pass(.report, of: "report")
        let record = WriteRecord(
            id: Encoding.hex(RandomBytes.make(16)), sort: .report, target: order.id,
            begunAt: SystemClock.now(), operatorName: operatorName)
        do throws(StoreFailure) {
            try await store.beginWrite(record)
        } catch {
            var failure = ProgramFailure(error)
            if error.reason == .refused {
                failure.message = "report: \(error.message)"
                failure.hint =
                    "vigil list --kind report shows what is tracked; another can be asked for "
                    + "in a minute"
            }
            throw failure
        }
        let report: ItemKey
        do throws(CheckFailure) {
            report = try await desk.startReport(on: order)
        } catch {
            // Should the store fail now too, the note stays open and its process's death tells.
            let now = SystemClock.now()
            try? await store.settleWrite(
                id: record.id, as: error.mayHaveArrived ? .unknown : .rejected, result: nil,
                at: now)
            try? await store.append(
                ActivityEntry(
                    at: now, event: .reportRequested, key: order,
                    text: "usage report requested: \(PlainText.of(error.message))",
                    operatorName: operatorName,
                    outcome: error.mayHaveArrived ? .unknown : .rejected))
            throw failure(error)
        }
        let now = SystemClock.now()
        let entry = ActivityEntry(
            at: now, event: .reportRequested, key: order,
            text: "usage report \(report.shortID) requested", operatorName: operatorName,
            outcome: .accepted)
        do throws(StoreFailure) {
            try await store.settleWrite(
                id: record.id, as: .accepted, result: report.id, at: now)
            try await store.append(entry)
        } catch {
            throw ProgramFailure(
                .workFailed, "report \(report.id) was started, but not noted: \(error.message)",
                hint: "vigil track report \(report.id) watches it")
        }
        return report
    }

    /// Starts a report on an order and tracks it: its id is in the store before anything is asked
    /// about it.
    func startTracked(on order: TrackedItem) async throws(ProgramFailure) -> TrackedItem {
        let report = try await start(on: order.key)
        let label = "Report on \(order.name)"
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

    private func failure(_ failure: CheckFailure) -> ProgramFailure {
        if failure.mayHaveArrived {
            return ProgramFailure(
                .vendor, "report: \(failure.message): it may have been started",
                hint: "ask again: one more does no harm")
        }
        let status: ExitStatus =
            switch failure.reason {
            case .auth: .configuration
            case .notFound: .notFound
            case .invalid: .workFailed
            case .rateLimited, .vendor, .network, .malformed: .vendor
            }
        return ProgramFailure(status, "report: \(failure.message)", hint: failure.hint)
    }
}
