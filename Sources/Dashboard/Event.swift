public import Domain
public import TerminalUI

/// Something that happened and that the dashboard may have to show.
public enum Event: Equatable, Sendable {
    /// A key, the mouse, a paste, a new size.
    case input(InputEvent)
    /// Some of what is about to be loaded: looking at it does not wait until all is read.
    case itemsRead([TrackedItem])
    /// Everything that is tracked, at the start and after another process changed the store.
    case itemsLoaded([TrackedItem])
    /// One item is new or was checked.
    case itemChanged(TrackedItem)
    /// One item is no longer tracked.
    case itemRemoved(ItemKey)
    /// The latest of the activity record, newest first.
    case activityLoaded([ActivityEntry])
    /// Something was added to the activity record.
    case activityHappened(ActivityEntry)
    /// A vendor is being asked about an item.
    case checkStarted(ItemKey)
    /// A vendor takes to being asked in another way than before.
    case vendorChanged(Vendor, VendorCondition)
    /// Who polls on this store, and what is used of the vendors' rate limits.
    case pollingShared(presences: [Presence], budgets: [Vendor: [RateBudget.Standing]])
    /// How long vendors take to answer, and until when what they are asked with is good.
    case vendorsMeasured([Vendor: VendorMeasure])
    /// The time that `State.nextTick` asked for has come.
    case clockTicked(Timestamp)
    /// The operator's clock is now this many minutes ahead of UTC (daylight saving began or
    /// ended, or the machine moved).
    case zoneChanged(utcOffsetMinutes: Int)
    /// What the vendor demands of a customer's submission, or why that is not known.
    case requirementsArrived(customer: String, Result<KYCRequirements, CheckFailure>)
    /// What became of a submission.
    case submissionSettled(customer: String, SubmissionAnswer)
    /// What became of a new customer or an order of stamps.
    case recordSettled(RecordAnswer)
    /// The articles that stamps of a state are sold under; nil when they are not known.
    case articlesArrived(state: String, [StampArticle]?)
    /// The configuration was changed while the dashboard is open.
    case configured(Settings)
    /// Whether a usage report on an order was started is known.
    case reportSettled(ItemKey)
    /// How many corrections of a customer the vendor still takes, as far as this store knows.
    case correctionsCounted(customer: String, left: Int)
    /// The names in a folder, folders with a slash.
    case folderListed(String, names: [String])
    /// What was found out about a file to upload.
    case uploadChecked(path: String, UploadVerdict)
    /// What became of one of a file's submissions.
    case fileSubmitted(digest: String, SubmittedRow)
    /// Nothing more of a file is sent; the sentence says how it ended.
    case fileSettled(digest: String, String)
    /// An upload is over; a notice says how.
    case uploadSettled(digest: String)
    /// What was read out of a paste; nil when it holds no field of the form.
    case pasteRead(PastedForm?)
    /// What was kept of a form, and when.
    case draftFound(FormDraft, subject: String, savedAt: Timestamp)
    /// Something was kept of a form and cannot be opened without the passphrase.
    case draftSealed(subject: String)
    /// It is on record that a field of the form's review is shown.
    case revealNoted(field: String)
    /// One of a customer's values in clear, asked for and noted.
    case revealed(field: String, ItemKey, Personal)
    /// The screen is locked.
    case locked
    /// It cannot be locked; a notice says why.
    case lockDeclined
    /// The passphrase was right.
    case unlocked
    /// It was wrong, or came too soon; the next one is looked at from that moment on.
    case unlockRefused(until: Timestamp)
    /// What the store has kept of an item, oldest first.
    case historyLoaded(ItemKey, [HistoryPoint])
    /// The notes on an item, newest first.
    case notesLoaded(ItemKey, [ItemNote])
    /// The items that have a note; told anew whenever one may have been written.
    case notesFound(Set<ItemKey>)
    /// One sentence for the operator.
    case noticed(Notice)
}

/// What of the configuration the dashboard shows or goes by.
public struct Settings: Equatable, Sendable {
    /// The vendors that are configured.
    public var vendors: Set<Vendor>
    /// How often each kind is asked about.
    public var cadences: Cadences
    /// What `T` goes through, the configured one first.
    public var themes: [Theme]
    /// The characters to draw with.
    public var glyphs: Glyphs
    /// How the dashboard is used.
    public var options: Options
    /// The time without a key after which the dashboard locks; nil for never.
    public var lockAfter: Duration?
    /// Minutes by which the operator's clock is ahead of UTC.
    public var utcOffsetMinutes: Int

    /// What holds from now on.
    public init(
        vendors: Set<Vendor>, cadences: Cadences, themes: [Theme], glyphs: Glyphs,
        options: Options = Options(), lockAfter: Duration? = nil, utcOffsetMinutes: Int
    ) {
        self.vendors = vendors
        self.cadences = cadences
        self.themes = themes
        self.glyphs = glyphs
        self.options = options
        self.lockAfter = lockAfter
        self.utcOffsetMinutes = utcOffsetMinutes
    }
}

/// A passing message.
public struct Notice: Equatable, Sendable {
    /// One sentence.
    public var text: String
    /// Whether something went wrong.
    public var isFault: Bool

    /// A message.
    public init(_ text: String, isFault: Bool = false) {
        self.text = text
        self.isFault = isFault
    }
}

/// What became of a submission, as the form shows it.
public enum SubmissionAnswer: Equatable, Sendable {
    /// The vendor took it.
    case accepted(KYCReceipt)
    /// The vendor refused it, or it was never sent; the sentence says why, and the fields what the
    /// vendor says against each.
    case rejected(String, fields: [CheckFailure.Refusal] = [])
    /// It may have arrived; it is being looked up and must not be sent again.
    case unknown(String)
    /// It waits for another login's release under this id.
    case prepared(id: String)
}
