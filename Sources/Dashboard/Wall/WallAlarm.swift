import Domain

/// Something that nobody in the room may miss, in as few letters as it takes.
struct WallAlarm: Equatable {
    /// What it says, in letters of the large font.
    var text: Timed
    /// The same for a screen too narrow for it.
    var short: Timed
    /// How loud it is: failed or warning.
    var role: Role

    private init(_ text: String, _ role: Role) {
        self.text = Timed(text: text)
        short = self.text
        self.role = role
    }

    private init(_ text: String, since moment: Timestamp?, _ role: Role, _ clock: Clock) {
        self.init(text, role)
        // A vendor that does not answer is named alone where there is no room for more.
        short = Timed(text: role == .failed ? String(text.prefix { $0 != " " }) : text)
        guard let moment else { return }
        let age = clock.age(of: moment)
        let words = age.text == "now" ? text : "\(text) \(age.text)"
        self.text = Timed(text: words, until: age.until)
    }

    /// Everything that is wrong now, the worst first.
    static func all(_ state: State, _ health: PerVendor<VendorHealth>) -> [WallAlarm] {
        let clock = state.clock
        let counts = state.watchlist.counts()
        var failed: [WallAlarm] = []
        var warned: [WallAlarm] = []
        if counts[.failed] > 0 { failed.append(WallAlarm("\(counts[.failed]) failed", .failed)) }
        for vendor in Vendor.allCases {
            guard let trouble = health[vendor].trouble else { continue }
            let since = health[vendor].failingSince
            switch trouble {
            case .refused:
                failed.append(WallAlarm("\(vendor.title) refused", since: nil, .failed, clock))
            case .unreachable:
                failed.append(WallAlarm("\(vendor.title) down", since: since, .failed, clock))
            case .failing:
                failed.append(WallAlarm("\(vendor.title) failing", since: since, .failed, clock))
            case .waiting: warned.append(WallAlarm("\(vendor.title) limited", .warning))
            }
        }
        return failed + warned + flagged(state, clock)
    }

    /// What is overdue or stuck, and what is not known any more, with the age of the oldest answer.
    private static func flagged(_ state: State, _ clock: Clock) -> [WallAlarm] {
        var (overdue, stuck, old) = (0, 0, 0)
        var oldest: Timestamp?
        for row in state.watchlist.rows.values where !row.item.state.isFinal {
            if row.flagSet.contains(.overdue) { overdue += 1 }
            if row.flagSet.contains(.stuck) { stuck += 1 }
            guard row.isStale else { continue }
            old += 1
            let asked = row.item.checkedAt ?? row.item.trackedAt
            oldest = min(oldest ?? asked, asked)
        }
        var alarms: [WallAlarm] = []
        if old > 0 { alarms.append(WallAlarm("\(old) stale", since: oldest, .warning, clock)) }
        if overdue > 0 { alarms.append(WallAlarm("\(overdue) overdue", .warning)) }
        if stuck > 0 { alarms.append(WallAlarm("\(stuck) stuck", .warning)) }
        return alarms
    }
}
