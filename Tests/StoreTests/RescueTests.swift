import Domain
import Glibc
import Testing

@testable import Store

/// Copies of a sound store, and what can be saved of a damaged one.
struct RescueTests {
    let folder: Folder
    let path: String
    let target: String

    init() throws {
        folder = try Folder()
        path = folder.file()
        target = folder.file("rescued.db")
    }

    /// A store with enough in it to fill many pages.
    /// Checks each item five times; when they are old they have left the log, but for eight of the
    /// first item's.
    private func fill(items: Int = 40, entries: Int = 400, isOld: Bool = true) async throws {
        let store = try SQLiteStore(path: path)
        func check(_ item: inout TrackedItem, _ number: Int, at seconds: Int) async throws {
            let answer = Snapshot(
                state: .inProgress, total: 900, processed: seconds,
                facts: [Snapshot.Fact(name: "fact", value: "\(number)")])
            _ = item.take(.success(answer), at: moment(Int64(seconds)))
            try await store.save(item, activity: [])
        }
        var first: TrackedItem?
        for number in 1...items {
            var item = TrackedItem(key: try batch(number), trackedAt: moment(0))
            _ = try await store.track(item.key, label: nil, at: moment(0), by: nil)
            for minute in 1...5 { try await check(&item, number, at: 60 * minute) }
            first = first ?? item
        }
        if isOld, var first {
            for minute in 121...128 { try await check(&first, 1, at: 60 * minute) }
        }
        for number in 1...entries {
            try await store.append(
                ActivityEntry(at: moment(0), event: .locked, key: nil, text: "entry \(number)"))
        }
        await store.close()
    }

    /// Overwrites pages of a table's own tree, found by reading SQLite's list of them.
    private func damage(_ table: String, leaves chosen: (Int) -> [Int]) throws {
        let connection = try Connection(path: path)
        let leaves = try connection.rows(
            "SELECT pageno FROM dbstat WHERE name = '\(table)' AND pagetype = 'leaf' ORDER BY path"
        ) { row throws(StoreFailure) in try row.required(row.count()) }
        connection.close()
        try overwrite(pages: chosen(leaves.count).map { leaves[$0] })
    }

    private func overwrite(pages: [Int]) throws {
        var content = try bytes(of: path)
        for page in pages {
            let start = (page - 1) * 4096
            content.replaceSubrange(start..<start + 4096, with: repeatElement(0x5A, count: 4096))
        }
        try write(content, to: path)
    }

    private func rescue() throws -> [String: StoreRescue.Table] {
        let before = try bytes(of: path)
        let rescue = try StoreRescue(from: path, to: target)
        #expect(try bytes(of: path) == before)
        #expect(try StoreExamination(path: target).faults.filter { !$0.contains("belong") } == [])
        #expect(try mode(of: target) == 0o600)
        return Dictionary(uniqueKeysWithValues: rescue.tables.map { ($0.name, $0) })
    }

    @Test func `A sound store is rescued whole, and its record verifies`() async throws {
        try await fill()
        let tables = try rescue()
        #expect(tables.values.allSatisfy { $0.lost == 0 })
        #expect(tables["item"]?.saved == 40)
        #expect(tables["activity"]?.saved == 440)
        #expect(tables["history"]?.saved == 200)
        #expect(tables["check_record"]?.saved == 200)
        let old = try await SQLiteStore(path: path).items(includingUntracked: true)
        let store = try SQLiteStore(path: target)
        #expect(try await store.items(includingUntracked: true) == old)
        #expect(try await store.verifyActivity().fault == nil)
    }

    @Test(arguments: [[0], [3], [-1], [0, -1], [2, 5], [1, 2, 6]])
    func `Entries on sound pages are saved past damaged ones, and the lost are counted`(
        pages: [Int]
    ) async throws {
        try await fill()
        var damaged = 0
        try damage("activity") { count in
            damaged = count
            return pages.map { $0 < 0 ? count + $0 : $0 }
        }
        let found = try StoreExamination(path: path)
        #expect(!found.isSound)
        let activity = try #require(try rescue()["activity"])
        #expect(activity.saved > 440 - (pages.count + 1) * 440 / damaged * 2)
        #expect(activity.saved < 440)
        // What is missing at the very end can only be counted by what is left of an index.
        #expect(activity.lost == 440 - activity.saved)
        let store = try SQLiteStore(path: target)
        #expect(try await store.items(includingUntracked: true).count == 40)
        let kept = try await store.activityRecord(after: 0, limit: 999)
        #expect(kept.count == activity.saved)
        #expect(
            kept.allSatisfy { $0.entry.text.hasSuffix("\($0.sequence - 40)") || $0.sequence <= 40 })
        #expect(try await store.verifyActivity().fault != nil)
        // The rescued store goes on being used.
        try await store.append(ActivityEntry(at: moment(9), event: .locked, key: nil, text: "on"))
    }

    @Test(arguments: ["item", "history", "check_record", "check_log"])
    func `Rows of every sort of table are saved past a damaged page`(table: String) async throws {
        try await fill(isOld: table != "check_log")
        try damage(table) { [$0 / 2] }
        let tables = try rescue()
        let rescued = try #require(tables[table])
        let whole = table == "item" ? 40 : 200
        #expect(rescued.saved > whole / 3)
        #expect(rescued.saved < whole)
        #expect(rescued.lost == nil || rescued.lost == whole - rescued.saved)
        for (name, other) in tables where name != table { #expect(other.lost == 0, "\(name)") }
        _ = try await SQLiteStore(path: target).items(includingUntracked: true)
    }

    @Test func `What was in the log of a killed process is rescued too`() async throws {
        try await SQLiteStore(path: path).close()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = try SQLiteStore(path: path)
            for number in 1...9 {
                _ = try await store.track(try batch(number), label: nil, at: moment(0), by: nil)
            }
            kill(getpid(), SIGKILL)
        }
        #expect(try rescue()["item"]?.saved == 9)
    }

    @Test func `A file whose first page is gone is told apart from one that can be rescued`()
        async throws
    {
        try await fill()
        try overwrite(pages: [1])
        #expect(try StoreExamination(path: path).faults.count == 1)
        #expect(throws: StoreFailure.self) { try StoreRescue(from: path, to: target) }
        #expect(access(target, F_OK) != 0)
    }

    @Test func `A store of an older form is rescued in that form and then brought up to date`()
        async throws
    {
        try StoreFile.ensure(at: path)
        let connection = try Connection(path: path)
        try connection.migrate(upTo: 2)
        try connection.execute(
            "INSERT INTO activity (at, event, text) VALUES (1, 'locked', 'a'), (2, 'locked', 'b')")
        connection.close()
        #expect(try rescue()["activity"]?.saved == 2)
        let store = try SQLiteStore(path: target)
        #expect(try await store.verifyActivity().fault == nil)
        #expect(try await store.activity(limit: 9).map(\.text) == ["b", "a"])
    }

    @Test func `Nothing is rescued over an existing file, and of no store nothing`() async throws {
        try await fill(items: 1, entries: 1)
        try write([1], to: target)
        #expect(throws: StoreFailure.self) { try StoreRescue(from: path, to: target) }
        #expect(try bytes(of: target) == [1])
        let absent = await failure { () throws(StoreFailure) in
            _ = try StoreRescue(from: folder.file("none"), to: folder.file("x"))
        }
        #expect(absent?.reason == .absent)
    }

    @Test func `A backup overwrites only when told to, and never a store in use`() async throws {
        try await fill(items: 1, entries: 1)
        let store = try SQLiteStore(path: path)
        func backUp(_ to: String, _ overwriting: Bool) async -> StoreFailure.Reason? {
            await failure { () throws(StoreFailure) in
                try await store.backUp(to: to, overwriting: overwriting)
            }?.reason
        }
        try write([1], to: target)
        #expect(await backUp(target, false) == .refused)
        #expect(try bytes(of: target) == [1])
        #expect(await backUp(target, true) == nil)
        #expect(await backUp(path, true) == .refused)
        let open = try SQLiteStore(path: target)
        #expect(await backUp(target, true) == .refused)
        await open.close()
        #expect(await backUp(folder.file("none/copy.db"), false) == .cannotOpen)
        // No draft is left anywhere.
        #expect(try files() == ["rescued.db", "rescued.db-audit", "vigil.db", "vigil.db-audit"])
        #expect(try await SQLiteStore(path: target).items(includingUntracked: true).count == 1)
    }

    private func files() throws -> [String] {
        let directory = try #require(opendir(folder.path))
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: UInt8.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names.filter { !$0.hasPrefix(".") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
            .sorted()
    }
}
