public import Domain
public import TerminalUI

/// Everything the dashboard shows and how it shows it; a value that only `update` changes.
public struct State: Equatable, Sendable {
    /// The moment shown.
    public internal(set) var now: Timestamp
    /// The terminal's size.
    public internal(set) var size: Size
    /// The characters to draw with.
    public internal(set) var glyphs: Glyphs
    /// The themes that `T` goes through; the current one is `theme`.
    public internal(set) var themes: [Theme]
    /// The vendors that are configured.
    public internal(set) var vendors: Set<Vendor>
    /// How often each kind is asked about.
    public internal(set) var cadences: Cadences
    /// Whether nothing may be written to a vendor.
    public internal(set) var isReadOnly: Bool
    /// Minutes by which the operator's clock is ahead of UTC.
    public internal(set) var utcOffsetMinutes: Int
    /// The open view.
    public internal(set) var view: View
    /// Whether vendors are not asked at present.
    public internal(set) var isPaused = false

    /// What the configuration says about how it is used.
    public internal(set) var options: Options
    /// What was raised, and what nobody has acknowledged.
    public internal(set) var alerts: Alerts

    var themeIndex = 0
    var watchlist: Watchlist
    var conditions: [Vendor: VendorCondition] = [:]
    /// Every process that polls on this store.
    var presences: [Presence] = []
    /// What is used of the vendors' rate limits.
    var budgets: [Vendor: [RateBudget.Standing]] = [:]
    /// What was seen of asking the vendors.
    var measures: [Vendor: VendorMeasure] = [:]
    var isLoaded = false
    var activity = ActivityList()
    var checking: Set<ItemKey> = []
    var sending: Set<String> = []
    var notice: Notice?
    var cursors: [View: Cursor] = [:]
    var filters: [View: TextField] = [:]
    var isFiltering = false
    var sort = Sort()
    /// What the lists are filtered and sorted by.
    var arrangement = Arrangement()
    var detail: Detail? {
        didSet { if detail == nil { shownValue = nil } }
    }
    /// A value of the open page that is shown in clear for a while.
    var shownValue: ShownValue?
    var stampsFocus: Int?
    var groupCursors = [Cursor(), Cursor(), Cursor()]
    var overlays: [Overlay] = []
    var stampSearch: StampSearch?
    var wall: Wall?
    /// Where a configuration would be read from, when there is none; nil when there is one.
    public var configurationFile: String?
    var columns = BatchColumn.allCases
    var marked: Set<ItemKey> = []
    /// The range of rows that is being marked.
    var range: MarkedRange?
    /// The items that have a note.
    var noted: Set<ItemKey> = []
    var ownFilters: [SavedFilter] = []
    var awaited = Habits()
    var asking: Set<ItemKey> = []
    var lock = LockState()

    /// How the operator wants the lists.
    struct Arrangement: Equatable, Sendable {
        var filters: [View: TextField] = [:]
        var sort = Sort()
    }

    /// The page of one item.
    struct Detail: Equatable, Sendable {
        /// Which item.
        var key: ItemKey
        /// The first line on the screen.
        var scroll = 0
        /// What the store has kept of it, oldest first; nothing until that is read.
        var history: [HistoryPoint] = []
        /// What operators wrote about it, newest first.
        var notes: [ItemNote] = []
    }

    /// A dashboard that knows of no item yet.
    ///
    /// It locks by itself after `lockAfter` without a key. `themes` are what `T` goes through, the first one is shown; none means `Theme.plain`.
    public init(
        now: Timestamp, size: Size, glyphs: Glyphs = .unicode, themes: [Theme] = [.plain],
        vendors: Set<Vendor>, cadences: Cadences = Cadences(), isReadOnly: Bool = false,
        view: View = .batches, utcOffsetMinutes: Int = 0, lockAfter: Duration? = nil,
        options: Options = Options()
    ) {
        self.now = now
        self.size = size
        self.glyphs = glyphs
        self.themes = themes.isEmpty ? [.plain] : themes
        self.vendors = vendors
        self.cadences = cadences
        watchlist = Watchlist(now: now, cadences: cadences)
        self.isReadOnly = isReadOnly
        self.view = view
        self.utcOffsetMinutes = utcOffsetMinutes
        self.options = options
        alerts = Alerts(failureRate: options.failureRate)
        lock = LockState(after: lockAfter, lastInputAt: now)
    }

    /// The theme that is shown.
    public var theme: Theme { themes[themeIndex % themes.count] }

    /// The item that the operator has before the eyes; nil when there is none.
    public var lookedAt: ItemKey? {
        if let detail { return detail.key }
        switch view {
        case .batches, .stamps, .kyc: return selectedKey
        case .activity, .vendors: return nil
        }
    }

    /// When what the screen says changes by itself; nil when it never does.
    public var nextTick: Timestamp? { draw(self).nextChange }

    /// The time and how it is written.
    var clock: Clock { Clock(now: now, utcOffsetMinutes: utcOffsetMinutes) }
}
