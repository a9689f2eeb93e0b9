import Domain
import JSON

extension Snapshot {
    /// A stamp order as its summary describes it; nil without a summary. The vendor has no word
    /// for the state: it follows from the groups.
    init?(surepassOrder data: JSON) {
        guard let summary = data["summary"], summary.object != nil else { return nil }
        var reader = CountReader()
        let quantity = reader.read("quantity", in: data)
        let groups = StampGroups(
            pending: StampGroups.Group("pending", in: summary, &reader),
            available: StampGroups.Group("available", in: summary, &reader),
            failed: StampGroups.Group("failed", in: summary, &reader))
        if let quantity {
            reader.check(
                "the groups hold \(groups.count) stamps, more than the quantity \(quantity)",
                holds: groups.count <= quantity)
        }
        self.init(
            state: WorkState(
                groups, quantity: quantity, isPendingTold: StampGroups.tells("pending", summary)),
            total: quantity,
            processed: groups.available.count + groups.failed.count, failed: groups.failed.count,
            succeeded: groups.available.count, groups: groups,
            contradictions: reader.contradictions)
    }

    /// A usage report as its download call describes it; before it is done, keys may be missing.
    init(surepassReport data: JSON) {
        var reader = CountReader()
        let stats = data["stats"]
        let pending = reader.read("pending", in: stats)
        let available = reader.read("available", in: stats)
        let failed = reader.read("failed", in: stats)
        var processed: Int?
        if let available, let failed { processed = available + failed }
        var total: Int?
        if let pending, let processed { total = pending + processed }
        let status = data["status"]?.string
        var facts = FactReader()
        facts.addID("bulk_stamp_client_id", in: data)
        self.init(
            state: WorkState(surepassReport: status),
            vendorState: status.map { VendorText.plain($0) }, total: total, processed: processed,
            failed: failed, succeeded: available,
            resultAvailable: data["link"]?.isFilled == true,
            contradictions: reader.contradictions, facts: facts.facts)
    }
}

extension StampGroups {
    /// Whether a summary says anything of how many stamps are in a group.
    fileprivate static func tells(_ name: String, _ summary: JSON) -> Bool {
        summary[name]?["count"]?.count != nil || summary[name]?["stamps"]?.array != nil
    }
}

extension StampGroups.Group {
    /// One of the summary's groups. The vendor's count stands even where its list differs.
    fileprivate init(_ name: String, in summary: JSON, _ reader: inout CountReader) {
        let group = summary[name]
        let stamps = StampIDs(group?["stamps"])
        let count = reader.read("count", in: group, named: "\(name).count") ?? stamps.count
        if group?.object == nil {
            reader.check("the group \(name) is missing", holds: false)
        } else if !StampGroups.tells(name, summary) {
            reader.check("the group \(name) has no count", holds: false)
        } else {
            reader.check(
                "\(name): the count is \(count), the list has \(stamps.count)",
                holds: count == stamps.count)
        }
        self.init(count: count, stamps: stamps)
    }
}

extension StampIDs {
    /// The ids of a list, each made fit for the screen. What is packed is so already.
    fileprivate init(_ list: JSON?) {
        if case .texts(let texts)? = list, texts.longest <= VendorText.limit {
            self.init(bytes: texts.bytes, ends: texts.ends)
        } else {
            self.init(list?.array?.compactMap(\.plainText) ?? [])
        }
    }
}

extension WorkState {
    /// The contract's rule: pending while nothing is available or failed, in progress while some
    /// are pending, completed when none is, failed when all failed. An order is not over because
    /// the vendor said nothing of what is pending, unless the other groups are all of it.
    fileprivate init(_ groups: StampGroups, quantity: Int?, isPendingTold: Bool) {
        let failed = groups.failed.count
        let settled = groups.available.count + failed
        let isWhole = quantity.map { settled >= $0 } ?? false
        if settled <= 0 {
            self = .pending
        } else if groups.pending.count != 0 || !(isPendingTold || isWhole) {
            self = .inProgress
        } else if groups.available.count <= 0, failed >= quantity ?? failed {
            self = .failed
        } else {
            self = .completed
        }
    }

    /// The page of the finished report says `success`, the one of its start `completed`.
    fileprivate init(surepassReport word: String?) {
        switch word?.lowercased() {
        case nil, "pending": self = .pending
        case "processing": self = .inProgress
        case "completed", "success": self = .completed
        case "failed": self = .failed
        default: self = .unknown
        }
    }
}
