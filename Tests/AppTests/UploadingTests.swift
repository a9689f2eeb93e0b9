import Domain
import Store
import Synchronization
import Testing

@testable import App

/// A vendor that takes files, answers in turn as the test says and remembers the keys it saw.
private final class ScriptedUploadDesk: UploadDesk {
    let takesIdempotencyKey: Bool
    let keys = Mutex<[String]>([])
    private let answers: Mutex<[Result<UploadReceipt, CheckFailure>]>

    init(takesIdempotencyKey: Bool, _ answers: [Result<UploadReceipt, CheckFailure>]) {
        self.takesIdempotencyKey = takesIdempotencyKey
        self.answers = Mutex(answers)
    }

    func upload(
        _ file: UploadFile, idempotencyKey: String
    ) async throws(CheckFailure) -> UploadReceipt {
        keys.withLock { $0.append(idempotencyKey) }
        return try answers.withLock { $0.removeFirst() }.get()
    }
}

@Suite struct UploadingTests {
    private let folder: ScratchFolder
    private let store: SQLiteStore

    init() throws {
        folder = try ScratchFolder()
        store = try SQLiteStore(path: folder.path + "/vigil.db")
    }

    private static let lost = CheckFailure(
        .network, message: "no answer within 20 s", mayHaveArrived: true)
    private static let refused = CheckFailure(.invalid, httpStatus: 400, message: "bad column")

    private func receipt() -> UploadReceipt {
        let id = "f208a887-9fa6-4447-a52b-c1d6e089536f"
        return UploadReceipt(batch: ItemKey(kind: .reap, id: id), total: 1)
    }

    /// Uploads the same content under a fresh key; gives what it failed with.
    private func send(
        _ desk: ScriptedUploadDesk, key: String, again: Bool = false
    ) async -> (any Error)? {
        let record = UploadRecord(
            key: key, kind: .reap, digest: String(repeating: "a", count: 64), name: "march.csv",
            begunAt: Timestamp(milliseconds: 1), operatorName: "asha")
        let file = UploadFile(name: "march.csv", bytes: [1])
        do {
            _ = try await Uploading(
                desk: desk, store: store, gate: WriteGate(isReadOnly: false, needsFourEyes: false)
            ).send(
                file, record: record, again: again, label: "March")
            return nil
        } catch {
            return error
        }
    }

    @Test func `An uploaded file's batch is tracked, and the file is not taken twice`()
        async throws
    {
        let receipt = receipt()
        let desk = ScriptedUploadDesk(
            takesIdempotencyKey: true, [.success(receipt), .success(receipt)])
        #expect(await send(desk, key: "k1") == nil)
        let items = try await store.items(includingUntracked: false)
        #expect(items.map(\.key) == [receipt.batch])
        #expect(items.first?.label == "March")
        let second = await send(desk, key: "k2") as? StoreFailure
        #expect(second?.reason == .refused)
        #expect(second?.message.contains("f208a887") == true)
        #expect(await send(desk, key: "k3", again: true) == nil)
        #expect(desk.keys.withLock { $0 } == ["k1", "k3"])
    }

    @Test func `After a lost answer the same key goes out again where the vendor takes one`()
        async throws
    {
        let desk = ScriptedUploadDesk(
            takesIdempotencyKey: true, [.failure(Self.lost), .success(receipt())])
        let failure = await send(desk, key: "k1") as? ProgramFailure
        #expect(failure?.status == .vendor)
        #expect(await send(desk, key: "k2") == nil)
        #expect(desk.keys.withLock { $0 } == ["k1", "k1"])
    }

    @Test func `After a lost answer nothing goes out by itself where no key is taken`()
        async throws
    {
        let desk = ScriptedUploadDesk(
            takesIdempotencyKey: false, [.failure(Self.lost), .success(receipt())])
        #expect(await send(desk, key: "k1") is ProgramFailure)
        #expect((await send(desk, key: "k2") as? StoreFailure)?.reason == .refused)
        #expect(desk.keys.withLock { $0 } == ["k1"])
        #expect(await send(desk, key: "k3", again: true) == nil)
    }

    @Test func `A refused file can be sent again once it is corrected`() async throws {
        let desk = ScriptedUploadDesk(
            takesIdempotencyKey: true, [.failure(Self.refused), .success(receipt())])
        #expect((await send(desk, key: "k1") as? ProgramFailure)?.status == .workFailed)
        #expect(await send(desk, key: "k2") == nil)
        #expect(desk.keys.withLock { $0 } == ["k1", "k2"])
    }

    @Test func `The key is on the disk before anything is sent`() async throws {
        let path = folder.path + "/vigil.db"
        let desk = ScriptedUploadDesk(takesIdempotencyKey: true, [.failure(Self.lost)])
        _ = await send(desk, key: "k1")
        await store.close()
        let reopened = try SQLiteStore(path: path)
        let again = try await reopened.beginUpload(
            UploadRecord(
                key: "k2", kind: .reap, digest: String(repeating: "a", count: 64),
                name: "march.csv", begunAt: Timestamp(milliseconds: 2), operatorName: nil),
            isRepeatable: true, again: false)
        #expect(again.key == "k1")
    }
}
