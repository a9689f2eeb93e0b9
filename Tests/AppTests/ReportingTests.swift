import Domain
import Store
import Synchronization
import Testing

@testable import App

/// A vendor that starts reports as it is told to, and counts them.
private final class ScriptedReports: ReportDesk {
    let started = Mutex(0)
    private let answer: Result<ItemKey, CheckFailure>

    init(_ answer: Result<ItemKey, CheckFailure>) { self.answer = answer }

    func startReport(on order: ItemKey) async throws(CheckFailure) -> ItemKey {
        started.withLock { $0 += 1 }
        return try answer.get()
    }
}

/// A usage report is noted before it is asked for.
struct ReportingTests {
    let folder: ScratchFolder
    let store: SQLiteStore
    let order: ItemKey
    let report: ItemKey

    init() throws {
        folder = try ScratchFolder()
        store = try SQLiteStore(path: folder.path + "/vigil.db")
        order = try #require(ItemKey(kind: .stamps, id: "bulk_stamp_v2_UiEaabcXYZ"))
        report = try #require(
            ItemKey(kind: .report, id: "bulk_stamper_order_usage_report_UiEaabcXYZ"))
    }

    private func ask(_ desk: ScriptedReports) async -> ProgramFailure? {
        do throws(ProgramFailure) {
            _ = try await Reporting(
                desk: desk, store: store, operatorName: "asha",
                gate: WriteGate(isReadOnly: false, needsFourEyes: false)
            )
            .start(on: order)
            return nil
        } catch {
            return error
        }
    }

    private func outcomes() async throws -> [SubmissionRecord.Outcome] {
        try await store.writes(.report, target: order.id).map(\.outcome)
    }

    @Test func `Another report may be asked for as soon as one is there`() async throws {
        let desk = ScriptedReports(.success(report))
        #expect(await ask(desk) == nil)
        #expect(await ask(desk) == nil)
        #expect(desk.started.withLock { $0 } == 2)
        #expect(try await outcomes() == [.accepted, .accepted])
        #expect(try await store.writes(.report, target: order.id).first?.result == report.id)
        let entry = try #require(try await store.activity(limit: 1).first)
        #expect(entry.event == .reportRequested)
        #expect(entry.operatorName == "asha")
    }

    @Test(arguments: [(true, SubmissionRecord.Outcome.unknown), (false, .rejected)])
    func `A failure settles the note by whether the request may have arrived`(
        mayHaveArrived: Bool, outcome: SubmissionRecord.Outcome
    ) async throws {
        let failure = CheckFailure(
            .network, message: "no answer within 20 s", mayHaveArrived: mayHaveArrived)
        let desk = ScriptedReports(.failure(failure))
        #expect(await ask(desk)?.message.contains("no answer within 20 s") == true)
        #expect(try await outcomes() == [outcome])
        let entry = try #require(try await store.activity(limit: 1).first)
        #expect(entry.outcome == (mayHaveArrived ? .unknown : .rejected))
        _ = await ask(desk)
        #expect(desk.started.withLock { $0 } == 2)
    }
}
