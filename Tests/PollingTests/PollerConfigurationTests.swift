import Domain
import Polling
import Testing

/// A poller whose configuration changes while it runs.
struct PollerConfigurationTests {
    private let reports = Reports()

    private func poller(_ vendor: ScriptedVendor, _ keys: [ItemKey], speed: Double) -> Poller {
        Poller(
            clients: [vendor.vendor: vendor], repository: MemoryRepository(keys),
            cadences: Cadences().scaled(by: speed), now: wallClock, random: { 0.5 },
            report: reports.append)
    }

    @Test func `A vendor that is configured no more is not asked until it is again`() async throws {
        let (reap, order) = (key(.reap), key(.stamps))
        let before = ScriptedVendor(.reap, [reap: [moving]])
        let other = ScriptedVendor(.surepass, [order: [moving]])
        let poller = Poller(
            clients: [.reap: before, .surepass: other],
            repository: MemoryRepository([reap, order]),
            cadences: Cadences().scaled(by: 1000), now: wallClock, random: { 0.5 },
            report: reports.append)
        await poller.start()
        try await eventually("it is asked") { before.checks.count >= 2 }
        await poller.removeClient(of: .reap)
        let asked = before.checks.count
        let seen = other.checks.count
        try await eventually("the other goes on") { other.checks.count >= seen + 10 }
        // The one that was on its way may have begun.
        #expect(before.checks.count <= asked + 1)
        let after = ScriptedVendor(.reap, [reap: [moving]])
        await poller.replace(client: after)
        try await eventually("the new one is asked") { after.checks.count >= 2 }
        await poller.stop()
    }

    @Test func `Shorter cadences hold for what waits already`() async throws {
        let key = key(.reap)
        let vendor = ScriptedVendor(.reap, [key: [moving]])
        let poller = poller(vendor, [key], speed: 0.001)
        await poller.start()
        #expect(vendor.checks.isEmpty)
        await poller.replace(cadences: Cadences().scaled(by: 1000))
        try await eventually("it is asked again and again") { vendor.checks.count >= 3 }
        await poller.stop()
    }
}
