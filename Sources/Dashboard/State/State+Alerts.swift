import Domain
import TerminalUI

extension State {
    /// What items newly raise.
    mutating func raised(by items: [TrackedItem]) -> [Alert] {
        guard isLoaded else { return [] }
        var raised: [Alert] = []
        for item in items {
            raised += alerts.take(item, at: now, cadence: cadences[item.key.kind])
        }
        return raised
    }

    /// What is to be done about new alerts: nothing but listing them while they are muted.
    func reach(_ new: [Alert]) -> [Effect] {
        new.isEmpty || alerts.isMuted(at: now) ? [] : [.alert(new)]
    }

    /// Lets go of an item that is not tracked any more.
    mutating func forget(_ key: ItemKey) {
        watchlist.remove(key)
        marked.remove(key)
        alerts.forget(key)
    }

    /// Takes off the list what somebody acknowledged on another terminal.
    mutating func dropAcknowledged() {
        let done = activity.all.filter { $0.event == .alertAcknowledged }
        guard !done.isEmpty else { return }
        alerts.acknowledge(
            alerts.open.filter { alert in
                done.contains { $0.at >= alert.at && $0.text == alert.acknowledgement }
            })
    }

    /// Mutes, or when alerts are muted lets them reach out again.
    mutating func mute() -> [Effect] {
        guard alerts.isMuted(at: now) else {
            overlays.append(.mute)
            return []
        }
        return mute(for: nil)
    }

    /// The times that alerts can be muted for, with the key of each.
    static let muteTimes: [(key: Character, label: String, time: Duration)] = [
        ("1", "15 minutes", .seconds(900)), ("2", "1 hour", .seconds(3600)),
        ("3", "8 hours", .seconds(8 * 3600)),
    ]

    /// Mutes for a time; nil lets alerts reach out again.
    mutating func mute(for time: Duration?) -> [Effect] {
        let until = time.map { now + $0 }
        alerts.mute(until: until)
        notice = Notice(
            until.map { "Alerts are muted until \(clock.short($0).text)." }
                ?? "Alerts reach out again.")
        return [.mute(until: until)]
    }

    mutating func takeMute(_ input: InputEvent) -> [Effect] {
        guard case .key(let key) = input else { return [] }
        if let chosen = Self.muteTimes.first(where: { key == .character($0.key) }) {
            overlays.removeLast()
            return mute(for: chosen.time)
        }
        if key == .escape || key == .character("q") || key == .character("n") {
            overlays.removeLast()
        }
        return []
    }

    mutating func takeAlerts(_ input: InputEvent, _ index: Int) -> [Effect] {
        var index = index
        let open = alerts.open
        switch input {
        case .mouse(let mouse):
            guard case .row(let row) = draw(self).target(at: mouse.position) else { return [] }
            index = row
            if mouse.action == .doubleClick { return openAlert(row) }
        case .key(.down), .key(.character("j")): index += 1
        case .key(.up), .key(.character("k")): index -= 1
        case .key(.pageDown): index += 10
        case .key(.pageUp): index -= 10
        case .key(.home), .key(.character("g")): index = 0
        case .key(.end), .key(.character("G")): index = open.count - 1
        case .key(.character(" ")):
            return open.indices.contains(index) ? acknowledge([open[index]]) : []
        case .key(.character("A")): return acknowledge(open)
        case .key(.character("m")): return mute()
        case .key(.enter): return openAlert(index)
        case .key(.escape), .key(.character("q")):
            overlays.removeLast()
            return []
        default: return []
        }
        overlays[overlays.count - 1] = .alerts(index)
        return []
    }

    /// Takes alerts off the list and has it noted who did.
    mutating func acknowledge(_ done: [Alert]) -> [Effect] {
        guard !done.isEmpty else { return [] }
        alerts.acknowledge(done)
        notice = Notice("Acknowledged \(Numbers.count(done.count, "alert")).")
        return [.acknowledge(done)]
    }

    /// Goes to what an alert is about.
    private mutating func openAlert(_ index: Int) -> [Effect] {
        guard alerts.open.indices.contains(index) else { return [] }
        overlays.removeLast()
        switch alerts.open[index].subject {
        case .vendor(let vendor):
            open(.vendors)
            cursors[.vendors] = Cursor(index: Vendor.allCases.firstIndex(of: vendor) ?? 0)
        case .item(let key):
            guard watchlist[key] != nil else { return [] }
            open(key.kind == .stamps ? .stamps : key.kind == .kyc ? .kyc : .batches)
            filters[view] = nil
            cursors[view] = Cursor(key: key, isChosen: true)
            detail = Detail(key: key)
        }
        return []
    }
}
