public import Domain

/// What changes beside the items while several processes poll on one store.
public struct PollingNews: Equatable, Sendable {
    /// Every process that polls, the longest first.
    public var presences: [Presence]
    /// What is used of each vendor's rate limits, for those that name any.
    public var budgets: [Vendor: [RateBudget.Standing]]
    /// What was seen of asking each configured vendor.
    public var measures: [Vendor: VendorMeasure]

    /// The news.
    public init(
        presences: [Presence] = [], budgets: [Vendor: [RateBudget.Standing]] = [:],
        measures: [Vendor: VendorMeasure] = [:]
    ) {
        self.presences = presences
        self.budgets = budgets
        self.measures = measures
    }
}
