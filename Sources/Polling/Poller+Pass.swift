public import Domain

/// What one pass over items came to, beside what was reported of each check.
public struct PassSummary: Equatable, Sendable {
    /// The items that were not asked about, by why.
    public private(set) var heldBack: [Hold: [ItemKey]] = [:]
    private var held: Set<ItemKey> = []

    /// The first reason is the one that counts.
    fileprivate mutating func hold(_ key: ItemKey, _ why: Hold) {
        if held.insert(key).inserted { heldBack[why, default: []].append(key) }
    }

    /// Why an item was not asked about.
    public enum Hold: String, CaseIterable, Sendable {
        /// The vendor asked to be left alone (Retry-After), or allowed too few requests.
        case retryAfter = "retry_after"
        /// The credential's rate budget has nothing left now.
        case budget
        /// The vendor counts as failing and is tried again later.
        case circuit
        /// The credentials are refused.
        case refused
        /// Another process is asking, or asked a moment ago.
        case elsewhere
        /// The vendor allows one read of an item in so long.
        case tooSoon = "too_soon"
        /// The vendor is not configured.
        case notConfigured = "not_configured"
    }
}

extension Poller {
    /// Asks about each of these items once, as far as every limit allows within a few seconds'
    /// patience, and ends. Not to be mixed with `start()`.
    public func pass(over wanted: [TrackedItem]) async -> PassSummary {
        await prepare(Schedule(cadences: cadences, isOnePass: true))
        for item in wanted { items[item.key] = item }
        var summary = PassSummary()
        let before = items
        for key in before.keys.sorted() where !isPollable(key) { summary.hold(key, .notConfigured) }
        let moment = now()
        var ready: [TrackedItem] = []
        for item in wanted where isPollable(item.key) {
            let gap = cadences[item.key.kind].leastGap(for: item.key.kind)
            if item.attemptedAt.map({ $0 > moment || moment - $0 >= gap }) ?? true {
                ready.append(item)
            } else {
                // What holds the whole vendor back is the weightier reason.
                let vendor = item.key.kind.vendor
                let isWell = schedule.condition(of: vendor) == .ok
                summary.hold(item.key, isWell ? .tooSoon : why(vendor))
            }
        }
        handle(.loaded(ready))
        await withTaskCancellationHandler {
            while !Task.isCancelled {
                if await finishOne() { continue }
                guard let wake = schedule.nextWake, wake - now() <= Self.patience else { break }
                if wake > now() { try? await Task.sleep(for: wake - now()) }
                handle(.timePassed)
            }
        } onCancel: {
            Task { await self.giveUp() }
        }
        let asked = Set(ready.map(\.key))
        for vendor in Vendor.allCases {
            let waiting = Set(schedule.waiting(for: vendor)).intersection(asked)
            for key in waiting.sorted() { summary.hold(key, why(vendor)) }
        }
        for key in asked.sorted() where items[key]?.checks == before[key]?.checks {
            summary.hold(key, .elsewhere)
        }
        return summary
    }

    /// Drops what is on its way: an answer that nobody waits for is no check.
    private func giveUp() {
        isRunning = false
        wishes = []
        for vendor in Vendor.allCases { granted[vendor].wishes = [] }
        for asker in askers.values { asker.cancel() }
    }

    private func why(_ vendor: Vendor) -> PassSummary.Hold {
        switch schedule.condition(of: vendor) {
        case .refused: .refused
        case .waiting: .retryAfter
        case .failing: .circuit
        case .ok: .budget
        }
    }

    /// Waiting for a second's budget is part of a pass; waiting for more is the next pass's.
    private static let patience = Duration.seconds(2)
}
