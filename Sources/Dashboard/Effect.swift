public import Domain

/// Something the dashboard wants done in the world.
public enum Effect: Equatable, Sendable {
    /// Ask the vendor about these items now.
    case check([ItemKey])
    /// Watch an item.
    case track(ItemKey, label: String?)
    /// Stop watching an item.
    case untrack(ItemKey)
    /// Ask what the vendor demands of a customer's submission.
    case loadRequirements(customer: String)
    /// Send a submission, once.
    case submit(KYCSubmission)
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
    /// Put text on the operator's clipboard (OSC 52).
    case copy(String)
    /// Paint the whole screen again.
    case repaint
    /// Stop the process as Ctrl-Z does.
    case suspend
    /// End the program.
    case quit
}
