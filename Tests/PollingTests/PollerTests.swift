import Domain
import Glibc
import Polling
import Synchronization
import Testing

/// The schedule at work against vendors and a store.
struct PollerTests {
    private let reports = Reports()

    /// A poller at a thousand times the vendors' pace.
    private func poller(
        _ vendor: any VendorClient, _ repository: MemoryRepository, speed: Double = 1000
    ) -> Poller {
        Poller(
            clients: [vendor.vendor: vendor], repository: repository,
            cadences: Cadences().scaled(by: speed), now: wallClock, random: { 0.5 },
            report: reports.append)
    }

    /// Waits for as long as another poller at the same pace needs for ten checks of an item.
    private func tenIntervals() async throws {
        let key = key(.reap, 77)
        let vendor = ScriptedVendor(.reap, [key: [moving]])
        let metronome = Poller(
            clients: [.reap: vendor], repository: MemoryRepository([key]),
            cadences: Cadences().scaled(by: 1000), now: wallClock, random: { 0.5 },
            report: { _ in })
        await metronome.start()
        try await eventually("time passes") { vendor.checks.count >= 10 }
        await metronome.stop()
    }

    private func failing(_ reason: CheckFailure.Reason) -> Result<Snapshot, CheckFailure> {
        .failure(CheckFailure(reason, message: "no answer"))
    }

    @Test func `What the operator has before the eyes goes before the others`() async throws {
        let keys = (0..<20).map { key(.reap, $0) }
        let scripts = Dictionary(uniqueKeysWithValues: keys.map { ($0, [moving]) })
        let vendor = ScriptedVendor(.reap, scripts, holding: true)
        let poller = poller(vendor, MemoryRepository(keys))
        await poller.start()
        try await eventually("as many are asked about as may be at once") {
            vendor.checks.count == 8
        }
        let waiting = try #require(keys.last { !vendor.checks.contains($0) })
        poller.look(at: waiting)
        vendor.release()
        try await eventually("the next is asked about") { vendor.checks.count > 8 }
        #expect(vendor.checks[8] == waiting)
        await poller.stop()
    }

    @Test func `An item is followed to its end, kept and told`() async throws {
        let key = key(.reap)
        let end = Snapshot(
            state: .completed, total: 1000, processed: 1000, failed: 5, succeeded: 995)
        let vendor = ScriptedVendor(
            .reap,
            [
                key: [
                    .success(Snapshot(state: .pending)),
                    .success(Snapshot(state: .inProgress, total: 1000, processed: 1)),
                    .success(end),
                ]
            ])
        let repository = MemoryRepository([])
        var item = TrackedItem(key: key, trackedAt: wallClock())
        item.label = "March\u{1B} import"
        repository.put(item)
        let poller = poller(vendor, repository)
        await poller.start()
        try await eventually("the end is told") { reports.checked.last?.state == .completed }
        await poller.stop()
        #expect(vendor.checks.count == 3)
        #expect(repository.item(key)?.snapshot == end)
        #expect(repository.item(key)?.nextCheckAt == nil)
        #expect(repository.item(key)?.checks == 3)
        #expect(
            repository.sentences == [
                "March  import is in progress: 1 of 1,000",
                "March  import is completed: 1,000 of 1,000, 5 failed",
            ])
        #expect(reports.all.count { $0 == .checkStarted(key) } == 3)
    }

    @Test func `A failed check keeps the last good answer and its time`() async throws {
        let key = key(.reap)
        let good = Snapshot(state: .inProgress, total: 10, processed: 4)
        let vendor = ScriptedVendor(
            .reap, [key: [.success(good), failing(.notFound), failing(.malformed), done]])
        let repository = MemoryRepository([key])
        let poller = poller(vendor, repository)
        await poller.start()
        try await eventually("it recovers") { reports.checked.last?.state == .completed }
        await poller.stop()
        let seen = reports.checked
        #expect(seen.map(\.snapshot?.processed) == [4, 4, 4, nil])
        #expect(seen.map(\.failure?.reason) == [nil, .notFound, .malformed, nil])
        #expect(seen[1].checkedAt == seen[0].checkedAt)
        #expect(seen[2].checkedAt == seen[0].checkedAt)
        let attempt = try #require(seen[2].attemptedAt)
        #expect(attempt > (try #require(seen[0].checkedAt)))
        #expect(
            repository.sentences == [
                "f208a887 is in progress: 4 of 10", "f208a887 could not be checked: no answer",
                "f208a887 can be checked again", "f208a887 is completed",
            ])
    }

    @Test func `An answer is as old as the question`() async throws {
        let key = key(.stamps)
        let vendor = ScriptedVendor(.surepass, [key: [done]], holding: true)
        let poller = poller(vendor, MemoryRepository([key]), speed: 1)
        await poller.start()
        try await eventually("it is asked") { vendor.checks.count == 1 }
        let asked = wallClock()
        try await eventually("time passes") { wallClock() > asked + .milliseconds(20) }
        vendor.release()
        try await eventually("it is told") { reports.checked.count == 1 }
        await poller.stop()
        #expect(try #require(reports.checked.first?.checkedAt) <= asked)
    }

    @Test func `Refused credentials stop polling, and a check that works resumes it`()
        async throws
    {
        let keys = [key(.reap, 1), key(.reap, 2)]
        let vendor = ScriptedVendor(
            .reap, [keys[0]: [failing(.auth), moving], keys[1]: [failing(.auth), moving]],
            holding: true)
        let poller = poller(vendor, MemoryRepository(keys))
        await poller.start()
        try await eventually("both are asked about") { vendor.checks.count == 2 }
        vendor.release()
        try await eventually("it is refused") { !reports.conditions.isEmpty }
        guard case .refused = reports.conditions.last else {
            Issue.record("\(reports.conditions)")
            return
        }
        try await eventually("both failures are told") {
            reports.checked.count == vendor.checks.count
        }
        let before = vendor.checks.count
        try await tenIntervals()
        #expect(vendor.checks.count == before)
        #expect(reports.checked.last?.nextCheckAt == nil)
        let refused = try #require(vendor.checks.last)
        await poller.check([refused])
        try await eventually("all are polled again") {
            Set(vendor.checks.dropFirst(before)) == Set(keys)
        }
        await poller.stop()
        #expect(reports.conditions.last == .ok)
    }

    @Test func `Whoever begins anew asks a vendor again that had refused, one item first`()
        async throws
    {
        let keys = [key(.reap, 1), key(.reap, 2)]
        let vendor = ScriptedVendor(
            .reap, [keys[0]: [failing(.auth)], keys[1]: [failing(.auth)]])
        let poller = poller(vendor, MemoryRepository(keys))
        await poller.start()
        try await eventually("it is refused") { !reports.conditions.isEmpty }
        try await eventually("all failures are told") {
            reports.checked.count == vendor.checks.count
        }
        let before = vendor.checks.count
        await poller.tryRefusedAgain()
        try await eventually("it is asked once more") { reports.checked.count == before + 1 }
        try await tenIntervals()
        #expect(vendor.checks.count == before + 1)
        guard case .refused = reports.conditions.last else {
            Issue.record("\(reports.conditions)")
            return
        }
        await poller.stop()
    }

    @Test func `A refusal that many checks on their way meet is one line of the record`()
        async throws
    {
        let keys = (1...5).map { key(.reap, $0) }
        let scripts = Dictionary(uniqueKeysWithValues: keys.map { ($0, [failing(.auth)]) })
        let vendor = ScriptedVendor(.reap, scripts, holding: true)
        let repository = MemoryRepository(keys)
        let poller = poller(vendor, repository)
        await poller.start()
        await poller.check(keys)
        try await eventually("several are asked") { vendor.checks.count > 1 }
        vendor.release()
        try await eventually("all failures are told") {
            reports.checked.count > 1 && reports.checked.count == vendor.checks.count
        }
        await poller.stop()
        #expect(repository.sentences.count { $0.contains("could not be checked") } == 1)
    }

    @Test func `A new client is used from then on`() async throws {
        let key = key(.reap)
        let poller = poller(
            ScriptedVendor(.reap, [key: [failing(.auth)]]), MemoryRepository([key]))
        await poller.start()
        try await eventually("it is refused") { !reports.conditions.isEmpty }
        await poller.replace(client: ScriptedVendor(.reap, [key: [done]]))
        try await eventually("it is answered") { reports.checked.last?.state == .completed }
        await poller.stop()
    }

    @Test(.timeLimit(.minutes(1)))
    func `A pass that is given up ends at once, and what was on its way is no check`()
        async throws
    {
        let key = key(.reap)
        let vendor = ScriptedVendor(.reap, [key: [done]], holding: true)
        let poller = poller(vendor, MemoryRepository([key]))
        let pass = Task {
            await poller.pass(over: [TrackedItem(key: key, trackedAt: wallClock())])
        }
        try await eventually("it is asked") { vendor.checks.count == 1 }
        pass.cancel()
        _ = await pass.value
        await poller.stop()
        #expect(reports.checked.isEmpty)
    }

    @Test func `Every check may send the one request that was counted for it, and no more`()
        async throws
    {
        let keys = (0..<30).map { key(.reap, $0) }
        let vendor = CountingVendor()
        let poller = poller(vendor, MemoryRepository(keys))
        await poller.start()
        try await eventually("each was asked about more than once") { vendor.uses.count > 200 }
        await poller.stop()
        #expect(vendor.uses.allSatisfy { $0 == [true, false] })
    }

    @Test func `Nothing is polled while paused but what is asked for`() async throws {
        let key = key(.reap)
        let vendor = ScriptedVendor(.reap, [key: [moving]])
        let poller = poller(vendor, MemoryRepository([key]))
        await poller.setPaused(true)
        await poller.start()
        try await tenIntervals()
        #expect(vendor.checks.isEmpty)
        await poller.check([key])
        try await eventually("what is asked for is done") { reports.checked.count == 1 }
        await poller.setPaused(false)
        try await eventually("polling goes on") { reports.checked.count > 2 }
        await poller.stop()
    }

    @Test(.timeLimit(.minutes(1)))
    func `Stopping while a check is on its way ends it and leaves no task`() async throws {
        let vendor = ScriptedVendor(.surepass, [key(.stamps): [moving]], holding: true)
        let repository = MemoryRepository([key(.stamps)])
        weak var gone: Poller?
        do {
            let poller = poller(vendor, repository, speed: 1)
            gone = poller
            await poller.start()
            try await eventually("it is asked") { vendor.checks.count == 1 }
            await poller.stop()
        }
        // A task that still ran would keep the poller.
        try await eventually("the poller is gone") { gone == nil }
        #expect(reports.checked.isEmpty)
        #expect(repository.item(key(.stamps))?.attemptedAt == nil)
    }

    @Test func `A store that fails stops nothing and gets everything once it works`()
        async throws
    {
        let key = key(.reap)
        let vendor = ScriptedVendor(.reap, [key: [moving, moving, moving, moving, done]])
        let repository = MemoryRepository([key])
        let poller = poller(vendor, repository)
        await poller.start()
        let full = StoreFailure(.full, message: "no room left")
        repository.fail(full)
        try await eventually("polling goes on") { reports.checked.last?.state == .completed }
        #expect(reports.storeFailures == [full])
        repository.fail(nil)
        await poller.stop()
        #expect(repository.item(key)?.state == .completed)
        #expect(
            repository.sentences == ["f208a887 is in progress", "f208a887 is completed"])
    }

    @Test func `An item removed during its check is not told of again`() async throws {
        let key = key(.stamps)
        let vendor = ScriptedVendor(.surepass, [key: [moving]], holding: true)
        let poller = poller(vendor, MemoryRepository([key]))
        await poller.start()
        try await eventually("it is asked") { vendor.checks.count == 1 }
        await poller.remove(key)
        vendor.release()
        await poller.stop()
        #expect(reports.checked.isEmpty)
    }

    @Test func `An item removed while its answer is saved is not told of again`() async throws {
        let key = key(.stamps)
        let vendor = ScriptedVendor(.surepass, [key: [done]])
        let repository = MemoryRepository([key])
        repository.wait { false }
        let poller = poller(vendor, repository)
        await poller.start()
        try await eventually("it is being saved") { repository.isSaving }
        await poller.remove(key)
        repository.wait { true }
        await poller.stop()
        #expect(reports.checked.isEmpty)
    }

    @Test func `A label given by another process is taken, an older answer is not`()
        async throws
    {
        let key = key(.reap)
        let vendor = ScriptedVendor(.reap, [key: [done]])
        let repository = MemoryRepository([key])
        var old = try #require(repository.item(key))
        let poller = poller(vendor, repository)
        await poller.start()
        try await eventually("it is done") { reports.checked.count == 1 }
        old.label = "March"
        await poller.replaceAll([old])
        await poller.check([key])
        try await eventually("it is told again") { reports.checked.count == 2 }
        await poller.stop()
        #expect(reports.checked.last?.label == "March")
        #expect(reports.checked.last?.checks == 2)
    }

    @Test func `An item of a vendor that is not configured is left alone`() async throws {
        let vendor = ScriptedVendor(.reap, [key(.reap): [done]])
        let poller = poller(vendor, MemoryRepository([key(.reap), key(.kyc)]))
        await poller.start()
        await poller.check([key(.kyc)])
        try await eventually("the other is done") { reports.checked.count == 1 }
        await poller.stop()
        #expect(reports.checked.map(\.key) == [key(.reap)])
    }
}

/// A vendor of whose checks each would send two requests.
private final class CountingVendor: VendorClient {
    let vendor = Vendor.reap
    private let content = Mutex<[[Bool]]>([])

    /// Of each check, which of its requests were counted before.
    var uses: [[Bool]] { content.withLock(\.self) }

    func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        let uses = (0..<2).map { _ in RateReservation.current?.use() == true }
        await Task.yield()
        content.withLock { $0.append(uses) }
        return Snapshot(state: .inProgress)
    }
}
