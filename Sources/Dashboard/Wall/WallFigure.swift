import Domain

/// One large figure or word with what it means below it.
struct WallFigure: Equatable {
    /// A number or a word in the letters of the large font.
    var text: String
    /// What it means.
    var caption: String
    /// The same where there is little room.
    var shortCaption: String
    /// A second line below, which may depend on the time.
    var detail: Timed?
    /// What it looks like.
    var role: Role

    /// A word.
    init(_ text: String, _ caption: String, _ detail: Timed, _ role: Role) {
        self.text = text
        self.caption = caption
        shortCaption = caption
        self.detail = detail
        self.role = role
    }

    /// A count, which is quiet at zero.
    init(_ count: Int, _ caption: String, short: String? = nil, _ role: Role) {
        text = Self.short(count)
        self.caption = caption
        shortCaption = short ?? caption
        self.role = count == 0 ? .muted : role
    }

    /// At most five letters: `9999`, `12K`, `3.4M`.
    static func short(_ count: Int) -> String {
        switch count {
        case ..<10_000: String(count)
        case ..<1_000_000: "\(count / 1000)K"
        case ..<10_000_000: "\(count / 1_000_000).\(count / 100_000 % 10)M"
        case ..<1_000_000_000: "\(count / 1_000_000)M"
        default: "999M+"
        }
    }

    /// The figures of a view.
    static func all(
        of view: View, _ state: State, _ health: PerVendor<VendorHealth>
    ) -> [WallFigure] {
        switch view {
        case .batches:
            standings(
                state.watchlist.counts(), pending: ("pending", "pending"),
                moving: ("in progress", "active"), done: ("completed", "done"))
        case .stamps: stamps(state)
        case .kyc:
            standings(
                state.watchlist.counts { $0 == .kyc }, pending: ("unverified", "open"),
                moving: ("processing", "active"), done: ("verified", "verified"))
        case .activity: activity(state)
        case .vendors: Vendor.allCases.map { vendor($0, state, health[$0]) }
        }
    }

    private static func standings(
        _ counts: Counts, pending: (String, String), moving: (String, String),
        done: (String, String)
    ) -> [WallFigure] {
        [
            WallFigure(counts[.failed], "failed", .failed),
            WallFigure(
                counts[.pending] + counts[.unknown], pending.0, short: pending.1, .pending),
            WallFigure(counts[.inProgress], moving.0, short: moving.1, .inProgress),
            WallFigure(
                counts[.completed] + counts[.completedWithFailures], done.0, short: done.1,
                .completed),
        ]
    }

    private static func stamps(_ state: State) -> [WallFigure] {
        var (pending, available, failed, low) = (0, 0, 0, 0)
        for row in state.watchlist.rows(of: .stamps) {
            guard let groups = row.item.snapshot?.groups else { continue }
            pending &+= max(0, groups.pending.count)
            available &+= max(0, groups.available.count)
            failed &+= max(0, groups.failed.count)
            if row.isLowOnStock { low += 1 }
        }
        return [
            WallFigure(failed, "failed", .failed), WallFigure(pending, "pending", .pending),
            WallFigure(available, "available", short: "ready", .completed),
            WallFigure(low, "low stock", short: "low", .warning),
        ]
    }

    private static func activity(_ state: State) -> [WallFigure] {
        let hour = state.now - .seconds(3600)
        let recent = state.activity.all.prefix { $0.at > hour }
        let changes = recent.count { $0.event == .stateChanged }
        let failures = recent.count { $0.event == .checkFailed }
        return [
            WallFigure(changes, "changes in an hour", short: "changes/h", .inProgress),
            WallFigure(failures, "failed checks in an hour", short: "failed checks/h", .warning),
        ]
    }

    private static func vendor(
        _ vendor: Vendor, _ state: State, _ health: VendorHealth
    ) -> WallFigure {
        guard state.vendors.contains(vendor) else {
            return WallFigure("-", vendor.title, Timed(text: "not configured"), .muted)
        }
        let (word, role): (String, Role) =
            switch health.trouble {
            case .refused: ("refused", .failed)
            case .unreachable: ("down", .failed)
            case .failing: ("failing", .failed)
            case .waiting: ("limited", .warning)
            case nil: health.lastGoodAnswer == nil ? ("-", .pending) : ("ok", .completed)
            }
        let age = health.lastGoodAnswer.map { state.clock.ago($0) }
        return WallFigure(word, vendor.title, age ?? Timed(text: "no answer yet"), role)
    }
}
