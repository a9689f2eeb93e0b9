import Domain
import Synchronization

extension Poller {
    /// Asks those vendors again that have refused the credentials, each about one item first:
    /// whoever begins anew may have put them right at the vendor's.
    public func tryRefusedAgain() async {
        var probes: [Vendor: ItemKey] = [:]
        for item in items.values where !item.state.isFinal && isPollable(item.key) {
            let vendor = item.key.kind.vendor
            guard probes[vendor] == nil, case .refused = schedule.condition(of: vendor) else {
                continue
            }
            probes[vendor] = item.key
        }
        for vendor in probes.keys { handle(.credentialsChanged(vendor)) }
        // The store grants nothing to a vendor of which it knows no better.
        await noting?.value
        handle(.asked(Array(probes.values)))
    }

    /// Takes up a schedule with what is known of accounts and vendors.
    func prepare(_ schedule: Schedule) async {
        isRunning = true
        self.schedule = schedule
        handle(.paused(isPaused))
        for (vendor, client) in clients { handle(.accountKnown(vendor, client.account)) }
        do throws(StoreFailure) {
            try await repository.attend(as: operatorName, isPolling: !isPaused, at: now())
            handle(.troubleKnown(try await repository.troubles(of: credentials)))
        } catch {
            storeFailed(error)
        }
    }

    func handle(_ event: Schedule.Event) {
        guard isRunning else { return }
        let moment = now()
        let gaze = gaze.withLock(\.self)
        if gaze != seen {
            seen = gaze
            act(on: schedule.handle(.lookedAt(gaze), at: moment, random: random))
        }
        act(on: schedule.handle(event, at: moment, random: random))
        if hasTimers { renewSleeper(at: moment) }
    }

    private func act(on actions: [Schedule.Action]) {
        reportConditions()
        for case .check(let key) in actions { wish(for: key) }
    }

    private func reportConditions() {
        for vendor in Vendor.allCases {
            let changes = schedule.lines[vendor].troubleChanges
            // What is well does not change as time passes.
            if changes == troubleChanges[vendor], conditions[vendor] == .ok { continue }
            troubleChanges[vendor] = changes
            let condition = schedule.condition(of: vendor)
            let trouble = schedule.trouble(of: vendor)
            if trouble != noted[vendor], clients[vendor] != nil {
                noted[vendor] = trouble
                let earlier = noting
                noting = Task {
                    await earlier?.value
                    try? await repository.note(trouble, of: vendor)
                }
            }
            if condition != conditions[vendor] {
                conditions[vendor] = condition
                if condition != .ok { handBack(vendor) }
                report(.vendorChanged(vendor, condition))
            }
        }
    }

    /// Sees to waking when the schedule wants it, or a little later: what becomes due meanwhile is
    /// begun with it. One that wakes too early looks again: that costs less than another sleeper at
    /// each event.
    private func renewSleeper(at moment: Timestamp) {
        guard let wake = schedule.nextWake else { return }
        let soonest = max(wake, moment + Self.gathering)
        if let wakesAt, sleeper != nil, wakesAt <= soonest { return }
        sleeper?.cancel()
        // A machine's sleep does not count as time for every clock: look again each minute.
        let pause = min(soonest - moment, .seconds(60))
        wakesAt = moment + pause
        sleeper = Task(executorPreference: executor) { await self.wake(after: pause) }
    }

    /// The shortest sleep. Where 500 items a second became due, a waking for each of them and a round
    /// to the store took twice as much of the processor as those that were gathered.
    private static let gathering = Duration.milliseconds(25)

    private func wake(after pause: Duration) async {
        guard (try? await Task.sleep(for: pause)) != nil else { return }
        wakesAt = nil
        handle(.timePassed)
    }
}
