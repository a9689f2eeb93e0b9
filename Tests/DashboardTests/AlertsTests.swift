import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct AlertsTests {
    private let cadence = Cadence.standard(for: .reap)

    private func batch(_ snapshot: Snapshot, checked: String = "4s") -> TrackedItem {
        item(.reap, 1, "Asha Example's batch", snapshot, checked: checked)
    }

    private func started(_ items: [TrackedItem] = []) -> Alerts {
        var alerts = Alerts(failureRate: 0.1)
        alerts.begin(with: items, at: .ago("1m"), cadences: Cadences())
        return alerts
    }

    @Test func `A failure is told once, and again only after the work went on in between`() {
        let moving = batch(counts(.inProgress, 100, 10, 0))
        let failed = batch(counts(.failed, 100, 10, 0))
        var alerts = started([moving])
        #expect(alerts.take(moving, at: noon, cadence: cadence).isEmpty)
        #expect(alerts.take(failed, at: noon, cadence: cadence).map(\.cause) == [.failed])
        for _ in 0..<5 { #expect(alerts.take(failed, at: noon, cadence: cadence).isEmpty) }
        #expect(alerts.take(moving, at: noon, cadence: cadence).isEmpty)
        #expect(alerts.take(failed, at: noon, cadence: cadence).count == 1)
        #expect(alerts.open.count == 2)
    }

    @Test func `What had failed before the start is not told again`() {
        let failed = batch(counts(.failed, 100, 10, 0), checked: "2h")
        var alerts = started([failed])
        #expect(alerts.take(failed, at: noon, cadence: cadence).isEmpty)
        let other = item(
            .reap, 2, nil, counts(.failed, 9, 9, 9), checked: "2h", tracked: "30s")
        #expect(alerts.take(other, at: noon, cadence: cadence).isEmpty, "tracked again")
        #expect(alerts.open.isEmpty)
    }

    @Test func `Work that was well at the start and becomes overdue unasked is told`() {
        let slow = batch(counts(.inProgress, 100, 10, 0), checked: "5m")
        var alerts = started([slow])
        #expect(alerts.take(slow, at: noon, cadence: cadence).isEmpty)
        let later = noon + cadence.overdueAfter + .seconds(1)
        #expect(alerts.take(slow, at: later, cadence: cadence).map(\.cause).contains(.overdue))
        #expect(alerts.take(slow, at: later, cadence: cadence).isEmpty)
    }

    @Test func `A rate of failures at the limit is told once however it swings`() {
        var alerts = started([batch(counts(.inProgress, 1000, 100, 10))])
        func take(_ failed: Int) -> [Alert.Cause] {
            alerts.take(batch(counts(.inProgress, 1000, 100, failed)), at: noon, cadence: cadence)
                .map(\.cause)
        }
        #expect(take(10) == [])
        #expect(take(11) == [.failureRate])
        for failed in [10, 11, 9, 12, 10, 11] { #expect(take(failed) == [], "\(failed)") }
        #expect(take(7) == [])
        #expect(take(11) == [.failureRate])
    }

    @Test func `A few records say nothing about the rate of failures until the work is over`() {
        var alerts = started()
        let few = batch(counts(.inProgress, 1000, 3, 1))
        #expect(alerts.take(few, at: noon, cadence: cadence).isEmpty)
        let done = batch(counts(.completed, 3, 3, 1))
        #expect(alerts.take(done, at: noon, cadence: cadence).map(\.cause) == [.failureRate])
    }

    @Test func `A vendor that comes and goes had one outage`() {
        var alerts = started()
        let failing = VendorCondition.failing(since: noon)
        #expect(alerts.take(.reap, failing, at: noon).map(\.cause) == [.unreachable])
        for minute in 1...8 {
            let moment = noon + .seconds(60 * minute)
            #expect(alerts.take(.reap, minute % 2 == 0 ? failing : .ok, at: moment).isEmpty)
        }
        #expect(alerts.take(.reap, .ok, at: noon + .seconds(600)).isEmpty)
        #expect(alerts.take(.reap, failing, at: noon + .seconds(1000)).count == 1)
        #expect(alerts.take(.reap, .refused(since: noon), at: noon).map(\.cause) == [.refused])
    }

    @Test func `What leaves the screen names no person`() {
        for kind in Kind.allCases {
            let alert = Alert(.item(key(kind, 1)), .failed, at: noon)
            #expect(!alert.sentence.contains("Asha"))
            #expect(alert.sentence.hasSuffix("failed"))
        }
    }

    @Test func `A batch that fails asks for attention, is listed, opened and acknowledged`() {
        var state = dashboard()
        let failed = item(.reap, 1, "March import", counts(.failed, 9, 9, 9))
        let alert = Alert(.item(failed.key), .failed, at: noon)
        #expect(update(&state, .itemChanged(failed)) == [.alert([alert])])
        #expect(update(&state, .itemChanged(failed)) == [])
        #expect(screen(state).rows[0].contains(" 1 alert "))
        state.press(.character("A"))
        #expect(state.text.contains("Reap March import failed"))
        state.press(.enter)
        #expect(state.text.contains("Batches › March import"))
        state.press(.escape, .character("A"))
        #expect(state.press(.character(" ")) == [.acknowledge([alert])])
        #expect(state.text.contains("Nothing waits to be acknowledged."))
        #expect(!screen(state).rows[0].contains("alert"))
    }

    @Test func `Muted alerts are listed and do not reach out until the time is over`() {
        var state = dashboard()
        state.press(.character("m"))
        let until = noon + .seconds(3600)
        #expect(state.press(.character("2")) == [.mute(until: until)])
        let failed = item(.reap, 1, "March import", counts(.failed, 9, 9, 9))
        #expect(update(&state, .itemChanged(failed)) == [])
        #expect(state.alerts.open.count == 1)
        let moving = item(.reap, 1, "March import", counts(.inProgress, 9, 9, 0))
        _ = update(&state, .itemChanged(moving))
        _ = update(&state, .clockTicked(until))
        #expect(
            update(&state, .itemChanged(failed)).contains {
                if case .alert = $0 { true } else { false }
            })
        state.press(.character("m"))
        state.press(.character("1"))
        #expect(state.press(.character("m")) == [.mute(until: nil)])
    }

    @Test func `An item grows overdue by itself and that is told once`() {
        let moving = item(.reap, 1, "March import", counts(.inProgress, 300, 90, 1))
        var state = dashboard(80, 24, [moving])
        var told: [Alert.Cause] = []
        for _ in 0..<400 {
            guard let tick = state.nextTick, state.now < noon + .seconds(7200) else { break }
            for case .alert(let alerts) in update(&state, .clockTicked(tick)) {
                told += alerts.map(\.cause)
            }
        }
        #expect(told == [.stuck, .overdue])
    }
}
