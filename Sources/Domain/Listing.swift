/// What a vendor listed over several pages.
public struct Listing<Element: Equatable & Sendable>: Equatable, Sendable {
    /// The entries in the vendor's order, each once.
    public var entries: [Element]
    /// Why the list ends before the vendor's does; nil when it is whole.
    public var shortfall: String?

    /// A list.
    public init(entries: [Element], shortfall: String? = nil) {
        self.entries = entries
        self.shortfall = shortfall
    }
}
