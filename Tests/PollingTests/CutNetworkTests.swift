import Domain
import Polling
import Testing

/// Eight hours without a network.
struct CutNetworkTests {
    @Test func `Every row is marked, one request at a time tries, and the first answer comes soon`()
        throws
    {
        var driven = DrivenSchedule()
        driven.chance = nil
        let keys = (0..<200).map { key(.stamps, $0) }
        var begun = keys.flatMap { driven.track($0) }
        func answer(_ outcome: Result<Snapshot, CheckFailure>) {
            while let key = begun.popLast() { begun += driven.finish(key, outcome) }
        }
        answer(moving)
        for _ in 0..<400 {
            begun = try driven.wake()
            answer(moving)
        }
        let cut = driven.now
        let network = Result<Snapshot, CheckFailure>.failure(
            CheckFailure(.network, message: "unreachable"))
        var tries: [Timestamp] = []
        while driven.now - cut < .seconds(8 * 3600) {
            begun = try driven.wake()
            tries += begun.map { _ in driven.now }
            answer(network)
            if driven.now - cut > .seconds(181) {
                let cadence = Cadence.standard(for: .stamps)
                #expect(
                    keys.allSatisfy {
                        driven.items[$0]?.flags(at: driven.now, cadence: cadence).contains(.stale)
                            == true
                    })
            }
        }
        #expect(tries.count < 8 * 60 * 2 + 20)
        // The network is back.
        let back = driven.now
        var first: Timestamp?
        var early: [Int] = []
        while driven.now - back < .seconds(300) {
            begun = try driven.wake()
            first = first ?? (begun.isEmpty ? nil : driven.now)
            if let first, driven.now - first < .seconds(1) { early.append(begun.count) }
            answer(moving)
        }
        #expect(try #require(first) - back <= .seconds(60))
        #expect(early.allSatisfy { $0 <= 1 })
        let cadence = Cadence.standard(for: .stamps)
        #expect(
            keys.allSatisfy {
                driven.items[$0]?.flags(at: driven.now, cadence: cadence).contains(.stale) == false
            })
    }
}
