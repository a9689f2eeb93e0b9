import Domain
import Glibc
import TestSupport
import Testing

@testable import Store

/// Processes that are killed, or copied from, while they write.
@Suite(.ownThread) struct KillTests {
    let folder: Folder

    init() throws { folder = try Folder() }

    /// How many are killed; VIGIL_KILLS says otherwise.
    private static let kills = getenv("VIGIL_KILLS").flatMap { Int(String(cString: $0)) } ?? 60

    @Test func `Nothing acknowledged is lost by kill -9 at any moment, and the chain holds`()
        async throws
    {
        let path = folder.file()
        var random = SeededGenerator(seed: 20_251_008)
        var acknowledged = 0
        for run in 1...Self.kills {
            let writer = try WriterProcess([path, "write", "\(run)"])
            writer.read(lines: Int.random(in: 0...30, using: &random))
            usleep(UInt32.random(in: 0...4000, using: &random))
            let lines = writer.kill()
            acknowledged += lines.count
            let store = try SQLiteStore(path: path)
            for (sort, what) in lines {
                let count = try await store.count(sort, what)
                #expect(count == 1, "run \(run): \(sort) \(what)")
            }
            if run.isMultiple(of: 20) || run == Self.kills {
                #expect(try await store.verifyActivity().fault == nil)
            }
            await store.close()
        }
        #expect(acknowledged > Self.kills)
        let store = try SQLiteStore(path: path)
        // What was on its way is looked up, not forgotten.
        let open = try await store.submissions(forCustomer: nil).count { $0.outcome == .inFlight }
        #expect(try await store.abandonedSubmissions(at: moment(1)).count == open)
        let examined = try StoreExamination(path: path)
        #expect(examined.faults == [])
    }

    @Test func `Two processes that add a thousand entries each keep one chain`() async throws {
        let path = folder.file()
        try await SQLiteStore(path: path).close()
        let writers = try (0..<2).map { _ in try WriterProcess([path, "append", "1000"]) }
        #expect(writers.map { $0.wait() } == [0, 0])
        let store = try SQLiteStore(path: path)
        let verdict = try await store.verifyActivity()
        #expect(verdict.fault == nil)
        #expect(verdict.count == 2000)
        let mark = try #require(ChainMark.read(beside: path))
        #expect(mark == ChainMark(count: 2000, hash: verdict.hash))
        let texts = try await store.activity(limit: 5000).map(\.text)
        #expect(Set(texts).count == 2000)
        #expect(Set(texts.compactMap { $0.split(separator: " ").first }).count == 2)
    }

    @Test func `A backup is whole and private while another process writes`() async throws {
        let path = folder.file()
        let writer = try WriterProcess([path, "write", "1"])
        writer.read(lines: 5)
        let store = try SQLiteStore(path: path)
        for number in 1...5 {
            let copy = folder.file("copy-\(number).db")
            try await store.backUp(to: copy, overwriting: false)
            writer.read(lines: writer.lineCount + 5)
            #expect(try mode(of: copy) == 0o600)
            #expect(try StoreExamination(path: copy).faults == [])
            let backup = try SQLiteStore(path: copy)
            #expect(try await backup.items(includingUntracked: true).count > 0)
            #expect(try await backup.verifyActivity().fault == nil)
        }
        _ = writer.kill()
    }
}

extension SQLiteStore {
    /// How often the store has what a writer says it acknowledged.
    fileprivate func count(_ sort: String, _ what: String) throws -> Int {
        if sort == "answer" {
            return try items(includingUntracked: true).count {
                $0.key.id == what && $0.checkedAt != nil
            }
        }
        let condition =
            switch sort {
            case "item": "item WHERE id = ?1"
            case "begun": "submission WHERE id = ?1"
            case "settled": "submission WHERE id = ?1 AND outcome = 'accepted'"
            default: "activity WHERE text = ?1"
            }
        return try connection.rows("SELECT count(*) FROM \(condition)", .text(what)) {
            row throws(StoreFailure) in row.count() ?? 0
        }.first ?? 0
    }
}
