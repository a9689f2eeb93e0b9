import Domain
import Testing

/// What one credential may use of its vendor's limits.
struct RateBudgetTests {
    static let starter = [
        RateLimit(1, in: .seconds(1)), RateLimit(30, in: .seconds(60)),
        RateLimit(1000, in: .seconds(86_400)),
    ]
    static let start = Timestamp(milliseconds: 1_760_000_000_123)

    /// The most requests within any stretch of that length, its end not counted.
    private func most(_ moments: [Timestamp], within length: Duration) -> Int {
        var most = 0
        var first = 0
        for (place, moment) in moments.enumerated() {
            while moment - moments[first] >= length { first += 1 }
            most = max(most, place - first + 1)
        }
        return most
    }

    @Test(arguments: [[1, 30, 1000], [2, 100, 10_000], [5, 500, 20_000]])
    func `Whoever asks as soon as allowed stays within every window wherever it begins`(
        plan: [Int]
    ) {
        let limits = zip(plan, [1, 60, 86_400]).map { RateLimit($0, in: .seconds($1)) }
        var budget = RateBudget(limits)
        var now = Self.start
        var sent: [Timestamp] = []
        while now - Self.start < .seconds(2 * 86_400 + 5000) {
            now = budget.opening(at: now)
            budget.take(at: now)
            sent.append(now)
            // Others ask again at once, or a little later.
            now = now + .milliseconds(sent.count % 7 * 31)
        }
        for limit in limits { #expect(most(sent, within: limit.window) <= limit.requests) }
        // Nearly everything that is allowed can be used, and it comes back.
        #expect(sent.count > 2 * plan[2])
        #expect(budget.record.allSatisfy { $0.count <= 2 * 125 })
    }

    @Test func `A minute's last request opens the window again a minute later, not before`() {
        var budget = RateBudget([RateLimit(30, in: .seconds(60))])
        for _ in 0..<30 { budget.take(at: Self.start) }
        #expect(budget.opening(at: Self.start) > Self.start + .seconds(60))
        #expect(budget.opening(at: Self.start) <= Self.start + .seconds(61))
        #expect(budget.opening(at: Self.start + .seconds(60)) > Self.start + .seconds(60))
        let open = Self.start + .seconds(61)
        #expect(budget.opening(at: open) == open)
        #expect(budget.standing(at: open).map(\.used) == [0])
    }

    @Test func `It says what is used, what is left and when there is room`() throws {
        var budget = RateBudget(Self.starter)
        for _ in 0..<2 { budget.take(at: Self.start) }
        let standing = budget.standing(at: Self.start)
        #expect(standing.map(\.used) == [2, 2, 2])
        #expect(standing.map(\.left) == [0, 28, 998])
        #expect(standing[0].refillsAt > Self.start + .seconds(1))
        #expect(standing[1].refillsAt == Self.start)
    }

    @Test func `A reserve is left of the day alone`() {
        var budget = RateBudget(Self.starter)
        var now = Self.start
        for _ in 0..<950 {
            budget.take(at: now)
            now = now + .seconds(3)
        }
        #expect(budget.opening(at: now) == now)
        #expect(budget.opening(at: now, leaving: 0.05) > now + .seconds(3600))
    }

    @Test func `What is kept as numbers comes back as it was, and nonsense is nothing`() {
        var budget = RateBudget(Self.starter)
        for second in 0..<90 { budget.take(at: Self.start + .seconds(second)) }
        #expect(RateBudget(Self.starter, record: budget.record) == budget)
        #expect(
            RateBudget(Self.starter, record: [[1], [2, -5, 7], []]) == RateBudget(Self.starter))
        #expect(RateBudget(Self.starter, record: [[1, 2]]) == RateBudget(Self.starter))
    }

    @Test func `A clock set back neither frees nor locks anything for long`() {
        var budget = RateBudget([RateLimit(30, in: .seconds(60))])
        for _ in 0..<30 { budget.take(at: Self.start) }
        let back = Self.start - .seconds(7200)
        #expect(budget.opening(at: back) > back)
        #expect(budget.opening(at: back) <= back + .seconds(61))
        budget.take(at: back)
        #expect(budget.opening(at: back + .seconds(62)) == back + .seconds(62))
    }
}
