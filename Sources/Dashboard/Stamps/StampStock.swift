import Domain

extension Row {
    /// Whether an order runs out: nothing more is being made, and less than a tenth of what was
    /// ordered is left to use. An order that failed as a whole says that instead.
    var isLowOnStock: Bool {
        guard standing != .failed, let snapshot = item.snapshot, let groups = snapshot.groups,
            let quantity = snapshot.total, quantity > 0
        else { return false }
        return groups.pending.count == 0
            && Double(groups.available.count) < Double(quantity) / 10
    }

    /// The bar of an e-stamp order; nil where the vendor said nothing of it or ordered nothing.
    var stampBar: StampBar? {
        guard let snapshot = item.snapshot, let groups = snapshot.groups else { return nil }
        return StampBar(
            available: groups.available.count, failed: groups.failed.count,
            pending: groups.pending.count, missing: snapshot.unaccounted ?? 0)
    }
}
