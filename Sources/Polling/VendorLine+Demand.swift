import Domain

/// How a credential's longest window is made to last.
extension VendorLine {
    /// The share of the longest window that polling by time leaves for what people ask for.
    static let reserve = 0.05
    /// The share of the longest window that is spent as the cadences say: much work is over
    /// before it matters.
    private static let freeShare = 0.2

    /// What is spent of the longest window in one go may be so much more than its even share.
    private static let haste = 1.25

    /// How many times longer than its cadence says an item's interval is, so that what is left of
    /// the longest window lasts until what was used of it comes back; 1 when there is enough.
    func stretch(cadences: Cadences, at now: Timestamp) -> Double {
        guard let outlook = budget?.outlook(at: now),
            Double(outlook.used) >= Double(outlook.limit) * Self.freeShare
        else { return 1 }
        let available = Double(outlook.available) - Double(outlook.limit) * Self.reserve
        let wanted = demand(cadences) * Double(outlook.horizon.milliseconds)
        return max(1, wanted / (Self.haste * max(1, available)))
    }

    /// The requests a millisecond that the cadences ask for.
    private func demand(_ cadences: Cadences) -> Double {
        load.reduce(0) { sum, entry in
            let cadence = cadences[entry.key]
            return sum + Double(entry.value.usual) / Double(max(1, cadence.every.milliseconds))
                + Double(entry.value.overdue) / Double(max(1, cadence.thenEvery.milliseconds))
        }
    }
}
