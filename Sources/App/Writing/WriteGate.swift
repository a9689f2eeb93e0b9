import Synchronization

/// What can be written to a vendor, as far as it matters for whether it may be.
enum VendorWrite: String, CaseIterable, Sendable {
    case submission, correction, customer, upload, order, report
}

/// Why nothing is written to a vendor.
struct WriteRefusal: Error, Equatable {
    /// One sentence without a capital and a full stop.
    var message: String
    /// What to do about it.
    var hint: String?
}

/// The one gate through which everything goes that is written to a vendor, from the screen and
/// from the command line: a read-only session and a locked screen end here, whatever asked.
struct WriteGate: Sendable {
    /// Whether this run may write to no vendor at all.
    var isReadOnly: Bool
    /// The screen's lock; open for ever where there is no screen.
    var lock = ScreenLock()

    /// A gate for a run as it was started.
    init(isReadOnly: Bool, lock: ScreenLock = ScreenLock()) {
        self.isReadOnly = isReadOnly
        self.lock = lock
    }

    /// The gate of a command.
    init(_ invocation: Invocation) {
        self.init(isReadOnly: invocation.has("read-only"))
    }

    /// Lets a write pass, or says why it may not.
    func pass(_ write: VendorWrite) throws(WriteRefusal) {
        if isReadOnly {
            throw WriteRefusal(
                message: "nothing is sent: this session is read-only",
                hint: "leave out --read-only")
        }
        if lock.isLocked {
            throw WriteRefusal(
                message: "nothing is sent: the screen is locked", hint: "unlock it first")
        }
    }

    /// The same for a command, which then ends with status 6.
    func pass(_ write: VendorWrite, of command: String) throws(ProgramFailure) {
        do throws(WriteRefusal) {
            try pass(write)
        } catch {
            throw ProgramFailure(.refused, "\(command): \(error.message)", hint: error.hint)
        }
    }
}

/// Whether the screen is locked, for the threads that do its work.
final class ScreenLock: Sendable {
    private let state = Mutex(false)

    /// Whether it is locked.
    var isLocked: Bool { state.withLock { $0 } }

    /// Locks or unlocks it.
    func set(_ isLocked: Bool) { state.withLock { $0 = isLocked } }
}
