import Domain
import Synchronization

/// What can be written to a vendor, as far as it matters for whether it may be.
enum VendorWrite: String, CaseIterable, Sendable {
    case submission, correction, customer, upload, order, report

    /// Whether it is released by another login where four eyes are wanted. A report tells what
    /// there is and changes nothing.
    var needsFourEyes: Bool { self != .report }
}

/// Why nothing is written to a vendor.
struct WriteRefusal: Error, Equatable {
    /// One sentence without a capital and a full stop.
    var message: String
    /// What to do about it.
    var hint: String?

    /// The same as the end of a command, with status 6.
    func failure(of command: String) -> ProgramFailure {
        ProgramFailure(.refused, "\(command): \(message)", hint: hint)
    }
}

/// The one gate through which everything goes that is written to a vendor, from the screen and
/// from the command line: a read-only session, a locked screen and what nobody else has looked at
/// end here, whatever asked.
struct WriteGate: Sendable {
    /// Whether this run may write to no vendor at all.
    var isReadOnly: Bool
    /// Whether one login prepares what another releases.
    var needsFourEyes: Bool
    /// The screen's lock; open for ever where there is no screen.
    var lock = ScreenLock()
    /// The release under which something goes out that another login prepared.
    var release: Release?

    /// A gate for a run as it was started.
    init(isReadOnly: Bool, needsFourEyes: Bool = false, lock: ScreenLock = ScreenLock()) {
        self.isReadOnly = isReadOnly
        self.needsFourEyes = needsFourEyes
        self.lock = lock
    }

    /// The gate of a command.
    init(_ invocation: Invocation, _ configuration: Configuration?) {
        self.init(
            isReadOnly: invocation.has("read-only"),
            needsFourEyes: configuration?.privacy.fourEyes ?? false)
    }

    /// The same gate for what another login prepared.
    func releasing(_ release: Release) -> WriteGate {
        var gate = self
        gate.release = release
        return gate
    }

    /// Lets a write pass, or says why it may not.
    func pass(_ write: VendorWrite) throws(WriteRefusal) {
        try passPreparation()
        if let release {
            try release.check(at: SystemClock.now())
        } else if needsFourEyes, write.needsFourEyes {
            throw WriteRefusal(
                message: "nothing is sent: another login has to release it",
                hint: "prepare it; vigil release lists what waits")
        }
    }

    /// Lets something be prepared for another login's release, or says why it may not: it is as
    /// good as half a write.
    func passPreparation() throws(WriteRefusal) {
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
            throw error.failure(of: command)
        }
    }

    /// Lets a command go on that sends or, where four eyes are wanted, prepares.
    func passBeginning(of write: VendorWrite, of command: String) throws(ProgramFailure) {
        do throws(WriteRefusal) {
            if needsFourEyes { try passPreparation() } else { try pass(write) }
        } catch {
            throw error.failure(of: command)
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
