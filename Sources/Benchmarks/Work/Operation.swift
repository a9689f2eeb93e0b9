import Dashboard
import Domain
import HTTP
import Store
import TerminalUI
import Vendors

/// A central operation on invented items, run on request so that its instructions can be counted.
enum Operation: String, CaseIterable {
    /// Drawing the Batches view of 1,000 items.
    case frame
    /// A key that moves the cursor among 1,000 items.
    case key
    /// An answer of Reap, from its bytes to an item of the list.
    case answer
    /// Keeping an item after a check.
    case save
    /// Reading 100 items from the store.
    case load

    /// How often it is done for its count: the quicker, the more often.
    var repetitions: Int {
        switch self {
        case .frame, .load: 40
        case .save: 200
        case .answer: 500
        case .key: 4000
        }
    }

    /// Does it this many times.
    func run(times: Int, folder: String) async throws {
        let home = try Home(path: "\(folder)/\(rawValue)-\(times)")
        try await home.fill(items: self == .load ? 100 : 1)
        switch self {
        case .frame:
            let state = Self.state()
            for _ in 0..<times { _ = presentation(of: state) }
        case .key:
            var state = Self.state()
            // Half of the list down and up again, so that it never stands at an end.
            for time in 0..<times {
                _ = update(&state, .input(.key(time / 500 % 2 == 0 ? .down : .up)))
            }
        case .answer:
            var state = Self.state()
            let client = ReapClient(
                baseURL: "http://127.0.0.1", apiKey: Secret("benchmark"), transport: Canned(),
                now: { Timestamp(milliseconds: 1_767_870_000_000) })
            var item = Self.items()[0]
            for _ in 0..<times {
                let answer = try await client.check(item.key)
                _ = item.take(.success(answer), at: Timestamp(milliseconds: 1_767_870_000_000))
                _ = update(&state, .itemChanged(item))
            }
        case .save:
            let store = try SQLiteStore(path: home.store)
            var item = Self.items()[0]
            let account = VendorAccount(credential: "benchmark", limits: [])
            for turn in 0..<times {
                // Claims, as the poller does, the next check with the last one's answer.
                let wish = ClaimWish(
                    key: item.key, account: account, knownAttempt: item.attemptedAt,
                    isAsked: false, reserve: 0)
                let now = Timestamp(milliseconds: 1_767_870_000_000 + Int64(turn))
                let ended = turn == 0 ? [] : [EndedCheck(item, changes: [.progress])]
                _ = await store.keep(ended, claiming: [wish], at: now)
                item.attemptedAt = now
            }
            await store.close()
        case .load:
            let store = try SQLiteStore(path: home.store)
            for _ in 0..<times { _ = try await store.items(includingUntracked: false) }
            await store.close()
        }
    }

    private static func state() -> State {
        let now = Timestamp(milliseconds: 1_767_870_000_000)
        var state = State(
            now: now, size: Size(width: 120, height: 40), vendors: [.reap])
        _ = update(&state, .itemsLoaded(items()))
        return state
    }

    private static func items() -> [TrackedItem] {
        let now = Timestamp(milliseconds: 1_767_870_000_000)
        return (0..<1000).compactMap { number in
            ItemKey(kind: .reap, id: Home.batchID(number)).map { key in
                var item = TrackedItem(
                    key: key, label: "Import \(number)", trackedAt: now - .seconds(600))
                item.snapshot = Snapshot(
                    state: .inProgress, vendorState: "in_progress", total: 1000,
                    processed: number, failed: 0, succeeded: number,
                    createdAt: now - .seconds(600))
                item.checkedAt = now - .seconds(10)
                item.movedAt = now - .seconds(10)
                item.checks = 1
                return item
            }
        }
    }
}

/// A transport that has every answer at hand.
private struct Canned: HTTPTransport {
    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let id = request.url.split(separator: "/").last.map(String.init) ?? ""
        return HTTPResponse(
            status: 200, headers: ["Content-Type": "application/json"],
            body: BatchVendor.batchBody(id, processed: 500))
    }
}
