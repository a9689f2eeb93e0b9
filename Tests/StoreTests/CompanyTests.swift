import Domain
import Synchronization
import Testing

@testable import Store

/// What a store notices by itself of the other processes on its file.
@Suite struct CompanyTests {
    private let folder: Folder
    private let key: ItemKey

    init() throws {
        folder = try Folder()
        key = try batch(1)
    }

    /// How often something was called.
    private final class Calls: Sendable {
        private let made = Mutex(0)
        var count: Int { made.withLock(\.self) }
        func note() { made.withLock { $0 += 1 } }

        /// Waits until there were so many.
        func reach(_ wanted: Int) async throws {
            let deadline = ContinuousClock.now + .seconds(20)
            while count < wanted {
                try #require(.now < deadline, "\(count) calls in 20 seconds")
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    @Test func `A store tells of what others write, and not of what it writes itself`()
        async throws
    {
        let here = try SQLiteStore(path: folder.file())
        let there = try SQLiteStore(path: folder.file())
        let calls = Calls()
        await here.watch { calls.note() }
        for number in 1...20 {
            _ = try await here.track(try batch(number), label: nil, at: moment(0), by: nil)
        }
        // The thread has looked at its own writes once this is answered.
        _ = try await here.items(includingUntracked: false)
        #expect(calls.count == 0)
        _ = try await there.track(try batch(21), label: nil, at: moment(0), by: nil)
        try await calls.reach(1)
    }

    @Test func `What another wrote before the watching began is told at once`() async throws {
        let here = try SQLiteStore(path: folder.file())
        let there = try SQLiteStore(path: folder.file())
        _ = try await there.track(key, label: nil, at: moment(0), by: nil)
        let calls = Calls()
        await here.watch { calls.note() }
        #expect(calls.count == 1)
    }

    @Test func `A heartbeat keeps what is claimed, and says who came`() async throws {
        let own = try SQLiteStore(path: folder.file())
        let parent = try #require(ProcessMark.mark(of: 1))
        let other = try SQLiteStore(path: folder.file(), process: parent)
        let wish = ClaimWish(
            key: key, account: VendorAccount(credential: "c"), knownAttempt: nil, isAsked: false,
            reserve: 0)
        _ = try await own.track(key, label: nil, at: moment(0), by: nil)
        let time = Mutex(moment(0))
        let calls = Calls()
        try await own.attend(as: "Asha", isPolling: true, at: moment(0))
        #expect(try await own.claim(wish, at: moment(0)) == .granted(nil))
        await own.remain(now: { time.withLock(\.self) }, changed: { calls.note() })
        try await calls.reach(1)
        time.withLock { $0 = moment(30) }
        try await other.attend(as: "Mira", isPolling: true, at: moment(30))
        try await calls.reach(2)
        #expect(try await other.claim(wish, at: moment(30)) == .taken)
        await own.close()
    }
}
