import Domain
import Testing

@testable import Store

/// Stores of every older form are brought up to date with all that is in them.
struct MigrationTests {
    let folder: Folder
    let path: String

    init() throws {
        folder = try Folder()
        path = folder.file()
    }

    /// A store that took only the first steps, with something in each of its tables.
    private func make(steps: Int) throws {
        try StoreFile.ensure(at: path)
        let connection = try Connection(path: path)
        try connection.migrate(upTo: steps)
        #expect(try connection.number("PRAGMA user_version") == steps)
        let id = try batch().id
        let filled: [(step: Int, sql: String)] = [
            (
                1,
                """
                INSERT INTO item (kind, id, label, tracked_at, is_tracked, checks, checked_at,
                    state, vendor_state, total, processed, facts)
                VALUES ('reap', '\(id)', 'March', 1000, 1, 7, 2000, 'in_progress', 'Working', 90,
                    45, '[["businessUuid","b1"]]');
                INSERT INTO stamp_groups VALUES (1, 1, '["a"]', 2, '["b","c"]', 0, '[]')
                """
            ),
            (
                3,
                """
                INSERT INTO submission (id, customer, digest, masked, begun_at, operator, outcome)
                VALUES ('s1', '\(customerID)', 'ab', '[["full_name","••••ma"]]', 3000, 'Mira',
                    'unknown')
                """
            ),
            (
                4,
                """
                INSERT INTO upload (key, kind, digest, name, begun_at, outcome, batch)
                VALUES ('k1', 'reap', 'cd', 'march.csv', 4000, 'accepted', '\(id)')
                """
            ),
            (
                6,
                """
                INSERT INTO history (item, at, is_kept, state) VALUES (1, 2000, 1, 'in_progress');
                INSERT INTO history_thinning VALUES (1, 2000, 9000)
                """
            ),
            (
                7,
                "INSERT INTO check_record (item, number, at, state) VALUES (1, 7, 2000, 'pending')"
            ),
            (
                8,
                """
                INSERT INTO result_file (kind, id, at, digest, size, name)
                VALUES ('reap', '\(id)', 5000, 'ef', 10, 'result.csv')
                """
            ),
            (
                9,
                """
                INSERT INTO write_record (id, sort, target, masked, begun_at, outcome)
                VALUES ('w1', 'correction', 't', '[]', 6000, 'unknown')
                """
            ),
        ]
        for (step, sql) in filled where step <= steps { try connection.execute(sql) }
        if steps >= 2 { try addActivity(connection, isChained: steps >= 5) }
        connection.close()
    }

    private func addActivity(_ connection: Connection, isChained: Bool) throws {
        var hash = ActivityChain.beginning
        for number in 1...3 {
            let values: [Value] = [
                .count(number), .integer(1000), .text("tracked"), .text("reap"),
                .text(try batch().id), .text("entry \(number)"), .text("Mira"),
            ]
            let nothing = [Value](repeating: .text(nil), count: 6)
            hash = ActivityChain.hash(of: values + nothing, after: hash)
            let columns = "sequence, at, event, kind, id, text, operator"
            if isChained {
                try connection.run(
                    "INSERT INTO activity (\(columns), hash) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
                    values + [.text(hash)])
            } else {
                try connection.run(
                    "INSERT INTO activity (\(columns)) VALUES (?1,?2,?3,?4,?5,?6,?7)", values)
            }
        }
    }

    @Test(arguments: 1..<Migration.all.count)
    func `A store of an older form keeps everything that is in it`(steps: Int) async throws {
        try make(steps: steps)
        let store = try SQLiteStore(path: path)
        let item = try #require(try await store.items(includingUntracked: false).first)
        #expect(item.label == "March")
        #expect(item.checks == 7)
        #expect(item.snapshot?.vendorState == "Working")
        #expect(item.snapshot?.processed == 45)
        #expect(item.snapshot?.facts == [Snapshot.Fact(name: "businessUuid", value: "b1")])
        #expect(item.snapshot?.groups?.available.stamps == ["b", "c"])
        let entries = try await store.activityRecord(after: 0, limit: 9)
        #expect(entries.map(\.entry.text) == (steps < 2 ? [] : ["entry 1", "entry 2", "entry 3"]))
        let submissions = try await store.submissions(forCustomer: customerID)
        #expect(submissions.map(\.outcome) == (steps < 3 ? [] : [.unknown]))
        #expect(submissions.map(\.masked.count) == (steps < 3 ? [] : [1]))
        let upload = await failure { () throws(StoreFailure) in
            _ = try await store.beginUpload(
                UploadRecord(
                    key: "k2", kind: .reap, digest: "cd", name: "march.csv", begunAt: moment(0),
                    operatorName: nil),
                isRepeatable: true, again: false)
        }
        #expect((upload?.reason == .refused) == (steps >= 4))
        #expect(try await store.history(of: item.key).count == (steps < 6 ? 0 : 1))
        #expect(try await store.checks(of: item.key).count == (steps < 7 ? 0 : 1))
        #expect(try await store.fetched(for: item.key).count == (steps < 8 ? 0 : 1))
        #expect(try await store.openWrites(at: moment(0)).count == (steps < 9 ? 0 : 1))
        let verdict = try await store.verifyActivity()
        // Chained when the store got its chain; a chain without its mark would be told.
        #expect(verdict.count == entries.count)
        #expect(verdict.fault == nil)
        await store.close()
        #expect(try StoreExamination(path: path).faults == [])
    }

    @Test func `An entry that was chained in an upgrade cannot be changed unnoticed`()
        async throws
    {
        try make(steps: 4)
        try await SQLiteStore(path: path).close()
        let connection = try Connection(path: path)
        try connection.execute("DROP TRIGGER activity_is_never_changed")
        try connection.execute("UPDATE activity SET operator = 'Asha' WHERE sequence = 2")
        connection.close()
        let verdict = try await SQLiteStore(path: path).verifyActivity()
        #expect(verdict.fault?.entry == 2)
    }
}
