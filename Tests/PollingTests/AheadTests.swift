import Domain
import Polling
import Synchronization
import Testing

/// A vendor that answers faster than the store keeps has its next checks claimed ahead.
struct AheadTests {
    private let reports = Reports()
    private let keys = (0..<300).map { key(.reap, $0) }
    private let repository: MemoryRepository
    private let clock = LateClock()

    init() { repository = MemoryRepository(keys) }

    /// The store is as slow as can be: it answers only when nothing is left that was granted.
    private func poller(_ vendor: QuickVendor) -> Poller {
        let repository = repository
        repository.wait { vendor.isStanding || vendor.questions == repository.claims }
        return Poller(
            clients: [.reap: vendor], repository: repository,
            cadences: Cadences().scaled(by: 1000), now: { [clock] in clock.now },
            random: { 0.5 },
            report: reports.append)
    }

    /// A vendor that answers eight questions no more once others were claimed ahead, and its poller.
    private func becomeSlow() async throws -> (QuickVendor, Poller) {
        let repository = repository
        let vendor = QuickVendor { asked in
            asked > 500 && repository.claims - asked > 8 ? .hold : .answer
        }
        let poller = poller(vendor)
        await poller.start()
        try await eventually("eight questions wait for their answers") { vendor.held == 8 }
        return (vendor, poller)
    }

    @Test func `A quick vendor is never asked more at once than any other`() async throws {
        let vendor = QuickVendor { _ in .answer }
        let poller = poller(vendor)
        await poller.start()
        try await eventually("more is claimed than may be asked at once") {
            vendor.questions > 300 && repository.claims - vendor.questions > 8
        }
        repository.wait { true }
        await poller.stop()
        #expect(vendor.mostAtOnce <= 8)
    }

    @Test func `A vendor that wants quiet is asked nothing of what was claimed ahead`()
        async throws
    {
        let repository = repository
        let ahead = Mutex(0)
        let vendor = QuickVendor { asked in
            // The first question after so much was claimed ahead.
            let waiting = repository.claims - asked
            guard asked > 500, waiting > 8 else { return .answer }
            ahead.withLock { $0 = max($0, waiting) }
            return .refuse
        }
        let poller = poller(vendor)
        await poller.start()
        try await eventually("it wants quiet") { !reports.conditions.isEmpty }
        try await eventually("what was claimed ahead is given up") {
            repository.claims == vendor.questions + repository.released.count
        }
        #expect(ahead.withLock(\.self) > 8)
        #expect(vendor.askedAfterRefusal <= 7)
        #expect(Set(repository.released).isDisjoint(with: vendor.asked.suffix(1)))
        await poller.stop()
    }

    @Test func `What the operator asks for goes before what was claimed ahead`() async throws {
        let (vendor, poller) = try await becomeSlow()
        let wanted = key(.reap, 1000)
        var item = TrackedItem(key: wanted, trackedAt: wallClock())
        item.snapshot = Snapshot(state: .completed)
        await poller.add(item)
        await poller.check([wanted])
        try await eventually("it is claimed") { repository.claimed.contains(wanted) }
        let before = vendor.questions
        vendor.answerOne()
        try await eventually("the next is asked about") { vendor.questions > before }
        #expect(vendor.asked[before] == wanted)
        repository.wait { true }
        vendor.answerAll()
        await poller.stop()
    }

    @Test func `What was claimed so long ago that it may be another's by now is given up`()
        async throws
    {
        let (vendor, poller) = try await becomeSlow()
        let ahead = repository.claims - vendor.questions
        clock.goForward(by: Presence.lease)
        #expect(ahead > 0)
        #expect(repository.released.isEmpty)
        vendor.answerOne()
        try await eventually("all of it is given up") { repository.released.count >= ahead }
        #expect(vendor.held <= 8)
        repository.wait { true }
        vendor.answerAll()
        await poller.stop()
    }
}

/// The clock on the wall, which can be set forward, without the time in which others hold all
/// threads: after as long as a lease nothing that was claimed ahead would be asked, for which the
/// store waits.
private final class LateClock: Sendable {
    private let content = Mutex((lead: Duration.zero, seen: wallClock()))

    var now: Timestamp {
        content.withLock { content in
            let now = wallClock()
            content.lead -= max(.zero, now - content.seen - .milliseconds(100))
            content.seen = now
            return now + content.lead
        }
    }

    func goForward(by step: Duration) { content.withLock { $0.lead += step } }
}

/// A vendor that answers at once, or does to each question what it is told to.
private final class QuickVendor: VendorClient {
    enum Deed { case answer, refuse, hold }

    private struct Content {
        var asked: [ItemKey] = []
        var atOnce = 0
        var mostAtOnce = 0
        var refusedAt: Int?
        var held: [CheckedContinuation<Void, Never>] = []
        var holdsNoMore = false
    }

    let vendor = Vendor.reap
    private let content = Mutex(Content())
    private let deed: @Sendable (Int) -> Deed

    /// With what it does to a question, by how many there were.
    init(_ deed: @escaping @Sendable (Int) -> Deed) { self.deed = deed }

    /// What was asked, in order.
    var asked: [ItemKey] { content.withLock(\.asked) }
    /// How many questions there were.
    var questions: Int { content.withLock(\.asked.count) }
    /// Whether it answers no more as it did.
    var isStanding: Bool { content.withLock { $0.refusedAt != nil || !$0.held.isEmpty } }
    var mostAtOnce: Int { content.withLock(\.mostAtOnce) }
    /// How many questions wait for their answers.
    var held: Int { content.withLock(\.held.count) }
    /// How many questions came after the first that was refused.
    var askedAfterRefusal: Int {
        content.withLock { content in content.asked.count - (content.refusedAt ?? 0) }
    }

    func answerOne() { content.withLock { $0.held.removeFirst() }.resume() }

    func answerAll() {
        let held = content.withLock { content in
            content.holdsNoMore = true
            defer { content.held = [] }
            return content.held
        }
        for question in held { question.resume() }
    }

    func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        let (asked, isHolding) = content.withLock { content in
            content.asked.append(key)
            content.atOnce += 1
            content.mostAtOnce = max(content.mostAtOnce, content.atOnce)
            return (content.asked.count, !content.held.isEmpty)
        }
        defer { content.withLock { $0.atOnce -= 1 } }
        await Task.yield()
        switch isHolding ? .hold : deed(asked) {
        case .hold:
            await withCheckedContinuation { question in
                let isHeld = content.withLock { content in
                    if !content.holdsNoMore { content.held.append(question) }
                    return !content.holdsNoMore
                }
                if !isHeld { question.resume() }
            }
        case .refuse:
            content.withLock { $0.refusedAt = $0.refusedAt ?? $0.asked.count }
            throw CheckFailure(
                .rateLimited, message: "too many requests", retryAfter: .seconds(3600))
        case .answer: break
        }
        return Snapshot(state: .inProgress, total: 1000, processed: asked % 1000)
    }
}
