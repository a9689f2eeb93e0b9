public import Domain

/// Something the dashboard wants done in the world.
public enum Effect: Equatable, Sendable {
    /// Ask the vendor about these items now.
    case check([ItemKey])
    /// Watch an item.
    case track(ItemKey, label: String?)
    /// Stop watching an item.
    case untrack(ItemKey)
    /// Keep an operator's note on an item.
    case note(ItemKey, text: String)
    /// Ask what the vendor demands of a customer's submission.
    case loadRequirements(customer: String)
    /// Send a submission, once.
    case submit(KYCSubmission)
    /// Send a correction of a customer's KYC, once.
    case correct(KYCUpdate, customer: String)
    /// Make a customer or order stamps, once.
    case make(NewRecord)
    /// Ask which articles stamps of a state are sold under.
    case loadArticles(state: String)
    /// Ask how many corrections of a customer are left.
    case countCorrections(customer: String)
    /// Start a usage report on an e-stamp order.
    case startReport(ItemKey)
    /// Fetch an item's result file and keep it where nothing is overwritten.
    case fetchResult(ItemKey)
    /// Tell the operator outside the screen.
    case alert([Alert])
    /// Note that alerts were acknowledged.
    case acknowledge([Alert])
    /// Note that alerts do not reach out until a moment, or do again.
    case mute(until: Timestamp?)
    /// Stop or go on asking vendors.
    case pausePolling(Bool)
    /// Keep what was typed into a form, sealed.
    case keepDraft(FormDraft, subject: String)
    /// Look for what was kept of a form.
    case loadDraft(subject: String)
    /// Forget what was kept of a form.
    case discardDraft(subject: String)
    /// Read a form's fields out of what was pasted.
    case readPaste(Personal, FormSort)
    /// Note that a field of the form's review is shown in clear, and show it.
    case noteReveal(field: String, ItemKey?)
    /// Ask the vendor for one of a customer's values in clear, note that it is shown, and show it.
    case reveal(field: String, ItemKey)
    /// Lock the screen; by itself after a while without a key.
    case lock(isAutomatic: Bool)
    /// Try a passphrase.
    case unlock(Personal)
    /// Read what the store has kept of an item, notes included.
    case loadHistory(ItemKey)
    /// Look what is in a folder; empty for the one that the program was started in.
    case listFolder(String)
    /// Look at a file that is to make a batch of a kind.
    case checkUpload(Kind, path: String)
    /// Upload a file that was looked at, once.
    case upload(Kind, path: String, digest: String)
    /// Send the KYC submissions of a file that was looked at, each once.
    case submitFile(path: String, digest: String)
    /// Begin no further submission of that file.
    case stopSubmitting(digest: String)
    /// Put text on the operator's clipboard (OSC 52).
    case copy(String)
    /// Paint the whole screen again.
    case repaint
    /// Stop the process as Ctrl-Z does.
    case suspend
    /// End the program.
    case quit
}
