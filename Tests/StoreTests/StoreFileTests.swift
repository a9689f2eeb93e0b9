import Domain
import Glibc
import Testing

@testable import Store

/// The file: who may read it, what is refused, what survives.
struct StoreFileTests {
    let folder: Folder

    init() throws { folder = try Folder() }

    private func opening(_ path: String) -> StoreFailure? {
        do throws(StoreFailure) {
            _ = try SQLiteStore(path: path)
            return nil
        } catch {
            return error
        }
    }

    @Test func `A new store and its folders are the owner's alone`() async throws {
        let path = folder.file("state/vigil/vigil.db")
        let store = try SQLiteStore(path: path)
        _ = try await store.track(try batch(), label: nil, at: moment(0), by: nil)
        #expect(try mode(of: folder.file("state")) == 0o700)
        #expect(try mode(of: folder.file("state/vigil")) == 0o700)
        for file in [path, path + "-wal", path + "-shm"] { #expect(try mode(of: file) == 0o600) }
    }

    @Test func `Ten terminals that start at once all open the new store`() async throws {
        let path = folder.file()
        let failures = await withTaskGroup(of: StoreFailure?.self) { group in
            for number in 0..<10 {
                group.addTask {
                    await failure { () throws(StoreFailure) in
                        let store = try SQLiteStore(path: path)
                        let entry = ActivityEntry(
                            at: moment(0), event: .tracked, key: nil, text: "\(number)")
                        try await store.append(entry)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(failures.compactMap { $0 } == [])
        let store = try SQLiteStore(path: path)
        #expect(try await store.activity(limit: 99).count == 10)
    }

    @Test func `A newer Vigil's store is refused and left as it is`() async throws {
        let path = folder.file()
        try await SQLiteStore(path: path).close()
        var content = try bytes(of: path)
        // The user_version of SQLite's file format, big endian at byte 60.
        content.replaceSubrange(60..<64, with: [0, 0, 3, 0xE7])
        try write(content, to: path)
        let refusal = try #require(opening(path))
        #expect(refusal.reason == .newer)
        #expect(refusal.message.contains(path))
        #expect(try bytes(of: path) == content)
    }

    @Test func `A file that is no store is named and left as it is`() throws {
        let path = folder.file("notes.txt")
        let content = Array("Dear diary, this is not a database at all. Really not.".utf8)
        try write(content, to: path)
        let refusal = try #require(opening(path))
        #expect(refusal.reason == .damaged)
        #expect(refusal.message.contains(path))
        #expect(try bytes(of: path) == content)
    }

    @Test func `Another program's SQLite file is left as it is`() async throws {
        let path = folder.file()
        try await SQLiteStore(path: path).close()
        var content = try bytes(of: path)
        content.replaceSubrange(68..<72, with: [0, 0, 0, 0])  // application_id
        try write(content, to: path)
        #expect(opening(path)?.reason == .damaged)
        #expect(try bytes(of: path) == content)
    }

    @Test func `A store damaged in its middle says so when that part is read`() async throws {
        let path = folder.file()
        let store = try SQLiteStore(path: path)
        _ = try await store.track(try batch(), label: nil, at: moment(0), by: nil)
        await store.close()
        var content = try bytes(of: path)
        content.replaceSubrange(4096..., with: repeatElement(0x5A, count: content.count - 4096))
        try write(content, to: path)
        let refusal = await failure { () throws(StoreFailure) in
            _ = try await SQLiteStore(path: path).items(includingUntracked: false)
        }
        #expect(refusal?.reason == .damaged)
    }

    @Test func `A place where no file can be made is told with its path`() throws {
        try write([], to: folder.file("file"))
        for path in [folder.file("file/vigil.db"), "/proc/vigil/vigil.db", folder.path] {
            let refusal = try #require(opening(path))
            #expect(refusal.reason == .cannotOpen)
            #expect(refusal.message.contains(path))
        }
        #expect(opening("")?.reason == .cannotOpen)
    }

    @Test func `A PostgreSQL location is refused without repeating its password`() throws {
        let refusal = try #require(opening("postgresql://mira:hush@db.example/vigil"))
        #expect(refusal.reason == .cannotOpen)
        #expect(!refusal.message.contains("hush"))
    }

    @Test func `A control character in a path reaches no message`() throws {
        try write([], to: folder.file("file"))
        let refusal = try #require(opening(folder.file("file/\u{1B}[2J.db")))
        #expect(!refusal.message.unicodeScalars.contains("\u{1B}"))
    }

    @Test func `A store held by another process is locked, and works again afterwards`()
        async throws
    {
        let key = try batch()
        let holder = try Connection(path: try await made())
        let store = try SQLiteStore(path: folder.file())
        try await store.waiting(milliseconds: 20)
        try holder.execute("BEGIN IMMEDIATE")
        let refusal = await failure { () throws(StoreFailure) in
            _ = try await store.track(key, label: nil, at: moment(0), by: nil)
        }
        #expect(refusal?.reason == .locked)
        try holder.execute("ROLLBACK")
        #expect(try await store.track(try batch(), label: nil, at: moment(0), by: nil) == .added)
    }

    @Test func `A full disk is told, and loses nothing that was kept before`() async throws {
        let store = try SQLiteStore(path: folder.file())
        let key = try batch()
        _ = try await store.track(key, label: nil, at: moment(0), by: nil)
        try await store.fill()
        var item = TrackedItem(key: key, trackedAt: moment(0))
        let facts = (0..<5000).map { Snapshot.Fact(name: "fact", value: "\($0)") }
        _ = item.take(.success(Snapshot(state: .completed, facts: facts)), at: moment(1))
        let big = item
        let refusal = await failure { () throws(StoreFailure) in
            try await store.save(big, activity: [])
        }
        #expect(refusal?.reason == .full)
        let kept = try await store.items(includingUntracked: false)
        #expect(kept == [TrackedItem(key: key, trackedAt: moment(0))])
    }

    @Test func `Two connections see each other's changes`() async throws {
        let here = try SQLiteStore(path: folder.file())
        let there = try SQLiteStore(path: folder.file())
        _ = try await here.track(try batch(1), label: nil, at: moment(0), by: nil)
        #expect(try await !here.wasChangedElsewhere())
        _ = try await there.track(try batch(2), label: nil, at: moment(0), by: nil)
        #expect(try await here.wasChangedElsewhere())
        #expect(try await !here.wasChangedElsewhere())
        #expect(try await here.items(includingUntracked: false).count == 2)
    }

    @Test func `A failed query leaves no statement busy, and a closed store refuses`()
        async throws
    {
        let store = try SQLiteStore(path: folder.file())
        try await store.beginSubmission(submission("s1"))
        _ = await failure { () throws(StoreFailure) in
            try await store.beginSubmission(submission("s2"))
        }
        _ = try await store.items(includingUntracked: true)
        #expect(await store.busyStatements == 0)
        await store.close()
        let refusal = await failure { () throws(StoreFailure) in
            _ = try await store.activity(limit: 1)
        }
        #expect(refusal?.message.contains("closed") == true)
        #expect(access(folder.file() + "-wal", F_OK) != 0)
    }

    @Test func `What was acknowledged survives kill -9, also a submission in flight`()
        async throws
    {
        let path = folder.file()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = try SQLiteStore(path: path)
            for number in 1...50 {
                _ = try await store.track(try batch(number), label: nil, at: moment(0), by: nil)
            }
            try await store.beginSubmission(submission("s1"))
            kill(getpid(), SIGKILL)
        }
        #expect(try bytes(of: path + "-wal").count > 0)
        let store = try SQLiteStore(path: path)
        #expect(try await store.items(includingUntracked: false).count == 50)
        #expect(try await store.abandonedSubmissions(at: moment(1)).map(\.id) == ["s1"])
    }

    /// The path of a store that has been made.
    private func made() async throws -> String {
        try await SQLiteStore(path: folder.file()).close()
        return folder.file()
    }
}

extension SQLiteStore {
    var busyStatements: Int { connection.busyStatements }

    /// Waits only so long for other processes.
    func waiting(milliseconds: Int) throws {
        try connection.execute("PRAGMA busy_timeout = \(milliseconds)")
    }

    /// Lets the file grow no more.
    func fill() throws { try connection.execute("PRAGMA max_page_count = 1") }
}
