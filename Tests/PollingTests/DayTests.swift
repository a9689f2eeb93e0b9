import Domain
import Glibc
import Polling
import TestSupport
import Testing

/// A day in the life of a schedule.
struct DayTests {
    /// A vendor in the test's hands: how long answers take, when it is down, what is finished.
    private struct Flight {
        let key: ItemKey
        let begunAt: Timestamp
        let endsAt: Timestamp
    }

    @Test(.ownThread)
    func `A thousand items over a day keep every limit and end when they are final`() throws {
        var driven = DrivenSchedule()
        driven.chance = nil
        var generator = Generator(state: 7)
        let end = driven.start + .seconds(24 * 3600)
        // Down for an hour in the morning; every item ends within the first four hours.
        let outage = (driven.start + .seconds(7200))..<(driven.start + .seconds(10_800))
        var finishesAt: [ItemKey: Timestamp] = [:]
        var flights: [Flight] = []
        var lastAsked: [ItemKey: Timestamp] = [:]
        var final: Set<ItemKey> = []
        var perVendor: [Vendor: Int] = [:]
        var most = 0
        var checks = 0
        var faults: [String] = []

        func begin(_ keys: [ItemKey], at now: Timestamp) {
            for key in keys {
                checks += 1
                if final.contains(key) { faults.append("\(key) is checked after its end") }
                if key.kind == .kyc, let last = lastAsked[key], now - last < .seconds(60) {
                    faults.append("\(key) is checked twice within a minute")
                }
                lastAsked[key] = now
                perVendor[key.kind.vendor, default: 0] += 1
                most = max(most, perVendor[key.kind.vendor, default: 0])
                let latency = Duration.milliseconds(50 + Int(generator.next() % 1000))
                flights.append(Flight(key: key, begunAt: now, endsAt: now + latency))
            }
        }

        for number in 0..<1000 {
            let kind = Kind.allCases[number % Kind.allCases.count]
            let key = key(kind, number)
            finishesAt[key] = driven.now + .seconds(60 + Int(generator.next() % 14_000))
            begin(driven.track(key), at: driven.now)
        }
        while driven.now < end {
            let landing = flights.min { $0.endsAt < $1.endsAt }
            guard let next = [landing?.endsAt, driven.schedule.nextWake].compactMap(\.self).min()
            else { break }
            driven.now = max(driven.now, next)
            if let landing, landing.endsAt <= driven.now {
                flights.removeAll { $0.key == landing.key }
                perVendor[landing.key.kind.vendor, default: 0] -= 1
                let isOver = try #require(finishesAt[landing.key]) <= driven.now
                var answer = isOver ? done : moving
                if outage.contains(driven.now) {
                    answer = .failure(CheckFailure(.network, message: "down"))
                } else if generator.next() % 50 == 0 {
                    answer = .failure(CheckFailure(.vendor, message: "chance"))
                } else if isOver {
                    final.insert(landing.key)
                }
                begin(driven.finish(landing.key, answer), at: driven.now)
            } else {
                begin(driven.tell(.timePassed), at: driven.now)
            }
        }
        #expect(faults == [])
        #expect(most == 8)
        #expect(final.count == 1000)
        #expect(driven.schedule.nextWake == nil)
        #expect(checks > 20_000)
    }
}

/// Numbers that are the same each time (Vigna, "splitmix64").
struct Generator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
