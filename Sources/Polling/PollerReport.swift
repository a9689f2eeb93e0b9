public import Domain

/// What the poller has to tell.
public enum PollerReport: Equatable, Sendable {
    /// A vendor is being asked about an item.
    case checkStarted(ItemKey)
    /// A check ended: the item as it is now, what changed, and what the activity record got.
    case checked(TrackedItem, ItemChanges, [ActivityEntry])
    /// The store could not keep an item; it is kept in memory, and polling goes on.
    case storeFailed(StoreFailure)
    /// A vendor takes to being asked in another way than before.
    case vendorChanged(Vendor, VendorCondition)
}
