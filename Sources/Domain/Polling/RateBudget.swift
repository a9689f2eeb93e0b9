/// What one credential has used of its vendor's rate limits.
///
/// Each window slides: whether the vendor counts by the clock on the wall or backwards from each
/// request, neither sees more than it allows. Requests are counted in small steps of time, so a
/// window has at most some hundred of them, and a request is given back one to two steps late,
/// which also makes up for requests that overtake each other on their way.
public struct RateBudget: Equatable, Sendable {
    /// The limits, each judged on its own.
    public let limits: [RateLimit]
    private var windows: [Window]

    /// A budget of which nothing is used.
    public init(_ limits: [RateLimit]) {
        self.limits = limits
        windows = limits.map { Window(length: $0.window.milliseconds) }
    }

    /// From when on a request may go out, while `reserve` (a share of the longest window) is left
    /// for others.
    public func opening(at now: Timestamp, leaving reserve: Double = 0) -> Timestamp {
        var opening = now
        for (place, limit) in limits.enumerated() {
            let kept = isLongest(limit) ? Int(Double(limit.requests) * reserve) : 0
            let allowed = max(1, limit.requests - kept)
            opening = max(opening, windows[place].opening(at: now, allowing: allowed))
        }
        return opening
    }

    /// Counts a request that goes out now.
    public mutating func take(at now: Timestamp) {
        for place in windows.indices { windows[place].take(at: now) }
    }

    /// When the first of the requests that count now counts no more; nil when none does.
    public func nextReturn(after now: Timestamp) -> Timestamp? {
        windows.compactMap { $0.oldestExpiry(at: now) }.min()
    }

    /// How much of each window is used, in the order of the limits.
    public func standing(at now: Timestamp) -> [Standing] {
        zip(limits, windows).map { limit, window in
            Standing(
                limit: limit, used: window.used(at: now),
                refillsAt: window.opening(at: now, allowing: limit.requests))
        }
    }

    /// What there is to spend of the longest window; nil without limits.
    public func outlook(at now: Timestamp) -> Outlook? {
        guard let limit = limits.max(by: { $0.window < $1.window }),
            let place = limits.firstIndex(of: limit)
        else { return nil }
        let window = windows[place]
        let used = window.used(at: now)
        let shortest = Duration.milliseconds(limit.window.milliseconds / 8)
        let horizon = max(shortest, window.oldestExpiry(at: now).map { $0 - now } ?? limit.window)
        let returning = used - window.used(at: now + horizon)
        return Outlook(
            limit: limit.requests, used: used, horizon: horizon,
            available: max(0, limit.requests - used + returning))
    }

    /// What there is to spend of a window until what was used of it begins to come back.
    public struct Outlook: Equatable, Sendable {
        /// The requests that the window allows.
        public var limit: Int
        /// Those that count now.
        public var used: Int
        /// The time until the first of them comes back, at least an eighth of the window.
        public var horizon: Duration
        /// What may go out within that time.
        public var available: Int
    }

    private func isLongest(_ limit: RateLimit) -> Bool {
        limits.allSatisfy { $0.window <= limit.window } && limits.count > 1
    }

    /// One window as it stands.
    public struct Standing: Equatable, Sendable {
        /// The limit.
        public var limit: RateLimit
        /// The requests that count now.
        public var used: Int
        /// From when on one more may go out; now when there is room.
        public var refillsAt: Timestamp

        /// A window.
        public init(limit: RateLimit, used: Int, refillsAt: Timestamp) {
            self.limit = limit
            self.used = used
            self.refillsAt = refillsAt
        }

        /// The requests that may still go out.
        public var left: Int { max(0, limit.requests - used) }
    }
}

// MARK: - As numbers

extension RateBudget {
    /// What is used, as numbers to keep: for each window its steps and their counts in turn.
    public var record: [[Int64]] {
        windows.map { $0.steps.flatMap { [$0.start, Int64($0.count)] } }
    }

    /// A budget of these limits of which this was used; numbers that make no sense count nothing.
    public init(_ limits: [RateLimit], record: [[Int64]]) {
        self.init(limits)
        guard record.count == windows.count else { return }
        for (place, numbers) in record.enumerated() {
            for index in stride(from: 0, to: numbers.count - 1, by: 2) {
                windows[place].add(numbers[index], Int(clamping: numbers[index + 1]))
            }
        }
    }
}

// MARK: - One window

extension RateBudget {
    /// The requests of one window by step, the oldest first.
    private struct Window: Equatable, Sendable {
        struct Step: Equatable, Sendable {
            var start: Int64
            var count: Int
        }

        let length: Int64
        private(set) var steps: [Step] = []

        init(length: Int64) { self.length = length }

        /// A tenth of a second for a second, half a second for a minute, twelve minutes for a day.
        var width: Int64 { max(1, length <= 1000 ? length / 10 : length / 120) }

        mutating func take(at now: Timestamp) {
            let start = now.milliseconds - now.milliseconds % width
            steps = steps.filter { expiry(of: $0, at: now) > now.milliseconds }
            // A clock that was set back: what it counted later counts as now.
            var late = 1
            while let last = steps.last, last.start > start {
                late += last.count
                steps.removeLast()
            }
            add(start, late)
        }

        mutating func add(_ start: Int64, _ count: Int) {
            guard count > 0 else { return }
            if let place = steps.lastIndex(where: { $0.start <= start }) {
                if steps[place].start == start {
                    steps[place].count += count
                } else {
                    steps.insert(Step(start: start, count: count), at: place + 1)
                }
            } else {
                steps.insert(Step(start: start, count: count), at: 0)
            }
        }

        func used(at now: Timestamp) -> Int {
            steps.reduce(0) { $0 + (expiry(of: $1, at: now) > now.milliseconds ? $1.count : 0) }
        }

        func oldestExpiry(at now: Timestamp) -> Timestamp? {
            steps.lazy.map { expiry(of: $0, at: now) }.first { $0 > now.milliseconds }
                .map { Timestamp(milliseconds: $0) }
        }

        func opening(at now: Timestamp, allowing allowed: Int) -> Timestamp {
            var excess = used(at: now) - allowed + 1
            guard excess > 0 else { return now }
            for step in steps where expiry(of: step, at: now) > now.milliseconds {
                excess -= step.count
                if excess <= 0 { return Timestamp(milliseconds: expiry(of: step, at: now)) }
            }
            return now
        }

        /// When a step counts no more.
        private func expiry(of step: Step, at now: Timestamp) -> Int64 {
            min(step.start, now.milliseconds) + 2 * width + length
        }
    }
}
