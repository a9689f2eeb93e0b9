import Domain
import Testing

@testable import Store

/// Several processes on one store: who asks about what.
struct ClaimTests {
    private let folder: Folder
    /// This process, which lives.
    private let own: SQLiteStore
    /// A process that is not there any more: no machine ever had its boot.
    private let dead: SQLiteStore
    private let key: ItemKey

    init() async throws {
        folder = try Folder()
        own = try SQLiteStore(path: folder.file())
        dead = try SQLiteStore(path: folder.file(), process: "another-boot 1 1")
        key = try batch()
        _ = try await own.track(key, label: nil, at: moment(0), by: nil)
    }

    /// A process that lives and is another than this one.
    private func living() throws -> SQLiteStore {
        let parent = try #require(ProcessMark.mark(of: 1))
        return try SQLiteStore(path: folder.file(), process: parent)
    }

    private func wish(
        _ key: ItemKey, asked known: Timestamp? = nil, isAsked: Bool = false,
        account: VendorAccount = VendorAccount(credential: "c")
    ) -> ClaimWish {
        ClaimWish(
            key: key, account: account, knownAttempt: known, isAsked: isAsked, reserve: 0)
    }

    @Test func `What one process checks, no other one does, until it is done`() async throws {
        let other = try living()
        #expect(try await other.claim(wish(key), at: moment(1)) == .granted(nil))
        #expect(try await own.claim(wish(key), at: moment(1)) == .taken)
        #expect(try await own.claim(wish(key, isAsked: true), at: moment(2)) == .taken)
        var item = TrackedItem(key: key, trackedAt: moment(0))
        _ = item.take(.success(Snapshot(state: .inProgress)), at: moment(1))
        item.nextCheckAt = moment(32)
        try await other.save(item, activity: [])
        guard case .asked(let known) = try await own.claim(wish(key), at: moment(3)) else {
            Issue.record("the item is checked twice")
            return
        }
        #expect(known.nextCheckAt == moment(32))
        #expect(known.attemptedAt == moment(1))
        #expect(
            try await own.claim(wish(key, asked: moment(1)), at: moment(32)) == .granted(nil))
    }

    @Test func `A dead process's items are free at once, a silent one's after its lease`()
        async throws
    {
        #expect(try await dead.claim(wish(key), at: moment(1)) == .granted(nil))
        #expect(try await own.claim(wish(key), at: moment(1)) == .granted(nil))
        try await own.release(key)
        let other = try living()
        #expect(try await other.claim(wish(key), at: moment(10)) == .granted(nil))
        #expect(try await own.claim(wish(key), at: moment(17)) == .taken)
        // It says that it is there.
        try await other.attend(as: nil, isPolling: true, at: moment(17))
        #expect(try await own.claim(wish(key), at: moment(24)) == .taken)
        #expect(try await own.claim(wish(key), at: moment(25)) == .granted(nil))
    }

    @Test func `What a stopped process brings after its item was taken over is not kept`()
        async throws
    {
        let other = try living()
        #expect(try await other.claim(wish(key), at: moment(1)) == .granted(nil))
        #expect(try await own.claim(wish(key), at: moment(20)) == .granted(nil))
        var late = TrackedItem(key: key, trackedAt: moment(0))
        _ = late.take(.failure(CheckFailure(.network, message: "late")), at: moment(1))
        try await other.save(late, activity: [])
        #expect(try await own.items(includingUntracked: false).first?.failure == nil)
    }

    @Test func `A budget is counted together, to the last request`() async throws {
        let account = VendorAccount(
            credential: "shared", limits: [RateLimit(30, in: .seconds(60))])
        let other = try living()
        let stores = [own, other]
        for number in 2..<60 {
            _ = try await own.track(try batch(number), label: nil, at: moment(0), by: nil)
        }
        var granted = 0
        for number in 2..<50 {
            let wish = wish(try batch(number), account: account)
            if case .granted = try await stores[number % 2].claim(wish, at: moment(1)) {
                granted += 1
            }
        }
        #expect(granted == 30)
        #expect(try await own.admit(account, at: moment(60))?.isAdmitted == false)
        #expect(try await other.admit(account, at: moment(62))?.isAdmitted == true)
    }

    @Test func `A vendor's wish to be left alone and refused credentials hold for everybody`()
        async throws
    {
        var trouble = VendorTrouble()
        trouble.credential = "c"
        trouble.notedAt = moment(1)
        trouble.waitUntil = moment(100)
        try await dead.note(trouble, of: .reap)
        #expect(try await own.claim(wish(key), at: moment(99)) == .held(trouble))
        #expect(try await own.claim(wish(key, isAsked: true), at: moment(99)) == .held(trouble))
        #expect(try await own.claim(wish(key), at: moment(100)) == .granted(nil))
        trouble.waitUntil = nil
        trouble.refusedSince = moment(2)
        // What was learned earlier does not count.
        try await dead.note(trouble, of: .reap)
        #expect(try await own.troubles(of: [.reap: "c"])[.reap]?.refusedSince == nil)
        trouble.notedAt = moment(2)
        try await dead.note(trouble, of: .reap)
        #expect(try await own.claim(wish(key), at: moment(101)) == .held(trouble))
        #expect(try await own.claim(wish(key, isAsked: true), at: moment(101)) == .granted(nil))
        let changed = VendorAccount(credential: "new")
        #expect(
            try await own.claim(wish(key, account: changed), at: moment(101)) == .granted(nil))
    }

    @Test func `Of a failing vendor one item is tried, whoever tries`() async throws {
        var trouble = VendorTrouble()
        trouble.credential = "c"
        trouble.notedAt = moment(1)
        trouble.isCautious = true
        try await own.note(trouble, of: .reap)
        let second = try batch(2)
        _ = try await own.track(second, label: nil, at: moment(0), by: nil)
        let other = try living()
        #expect(try await other.claim(wish(key), at: moment(2)) == .granted(nil))
        #expect(try await own.claim(wish(second), at: moment(3)) == .taken)
        try await other.release(key)
        #expect(try await own.claim(wish(second), at: moment(3)) == .granted(nil))
    }

    @Test func `It says who polls`() async throws {
        let other = try living()
        try await other.attend(as: "Mira", isPolling: false, at: moment(1))
        try await own.attend(as: "Asha", isPolling: true, at: moment(2))
        try await dead.attend(as: "Nobody", isPolling: true, at: moment(2))
        let there = try await own.presences(at: moment(3))
        #expect(there.map(\.operatorName) == ["Mira", "Asha"])
        #expect(there.map(\.isSelf) == [false, true])
        #expect(there.map(\.isPolling) == [false, true])
        try await own.depart()
        #expect(try await other.presences(at: moment(3)).map(\.operatorName) == ["Mira"])
    }

    @Test func `Only what changed is read again`() async throws {
        for number in 2..<100 {
            _ = try await own.track(try batch(number), label: nil, at: moment(0), by: nil)
        }
        let other = try living()
        try await other.forgetChanges()
        #expect(try await other.changedItems() == [])
        _ = try await own.track(try batch(7), label: "seven", at: moment(1), by: nil)
        _ = try await own.untrack(try batch(8), at: moment(1), by: nil)
        let changed = try await other.changedItems()
        #expect(changed.map(\.key) == [try batch(7), try batch(8)])
        #expect(changed.map(\.isTracked) == [true, false])
        #expect(try await other.changedItems() == [])
        // A claim alone is nothing to see.
        #expect(try await own.claim(wish(try batch(9)), at: moment(2)) == .granted(nil))
        #expect(try await other.changedItems() == [])
    }
}
