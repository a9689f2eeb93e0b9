import CPseudoTerminal
import Glibc
public import TerminalUI

/// A program that runs on an emulated terminal: keys go in, the screen is looked at.
///
/// It is the leader of a session of its own, so that SIGTSTP does not stop it: a test of job
/// control starts a shell here and the program from that. What it writes is read while a test waits.
public final class ProgramOnTerminal {
    /// How a program ended.
    public enum Ending: Equatable, Sendable {
        /// By itself, with this status.
        case exited(Int32)
        /// By this signal.
        case killed(Int32)
    }

    /// What is on its terminal.
    public private(set) var screen: TerminalEmulator
    /// How many bytes it has written so far.
    public private(set) var bytesWritten = 0
    /// Every byte it has written so far, if it was started to be recorded.
    public private(set) var recording: [UInt8] = []
    private let isRecorded: Bool
    /// Its process id.
    public let process: Int32
    /// How it ended, once `waitForExit` or a failed wait has seen it.
    public private(set) var ending: Ending?
    private let terminal: PseudoTerminal

    /// Starts a program; `environment` adds to TERM=xterm-256color, LANG=C.UTF-8, TZ=UTC, PATH and
    /// a HOME that does not exist, and nothing else of this process's environment is passed on.
    public init(
        _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
        size: Size = Size(width: 80, height: 24), directory: String? = nil,
        isRecorded: Bool = false
    ) throws {
        self.isRecorded = isRecorded
        terminal = try PseudoTerminal(size: size)
        screen = TerminalEmulator(size: size)
        process = try spawn(
            path, arguments, environment: environment, directory: directory,
            on: .terminal(terminal.path))
        terminal.closeDevice()
    }

    deinit { close() }

    /// Types a text.
    public func send(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty, let count = terminal.offer(rest) {
            rest = rest.dropFirst(count)
            // A program that waits for its output to be read takes no more input.
            if count == 0 { pump() }
        }
    }

    /// Presses a key.
    public func send(_ key: Key) {
        send(bytes(of: key, applicationCursor: screen.modes.contains(1)))
    }

    /// Does something with the mouse, if the program asked for mouse reports.
    public func send(_ mouse: Mouse) {
        if screen.modes.contains(1000) { send(bytes(of: mouse)) }
    }

    /// Pastes a text, bracketed if the program asked for that.
    public func paste(_ text: String) {
        let isBracketed = screen.modes.contains(2004)
        send(isBracketed ? "\u{1B}[200~\(text)\u{1B}[201~" : text)
    }

    /// Gives the terminal another size, as a window that is pulled does.
    public func resize(_ size: Size) throws {
        pump()
        screen.resize(size)
        try terminal.resize(size)
    }

    /// Sends the program a signal.
    public func signal(_ number: Int32) {
        if ending == nil { kill(process, number) }
    }

    /// Takes the terminal away, as a closed window or a lost connection does.
    public func hangUp() { terminal.close() }

    /// Waits until the screen is as `condition` says; `what` names it in the failure.
    public func waitUntil(
        _ what: String, deadline: Duration = .seconds(60),
        _ condition: (TerminalEmulator) -> Bool
    ) async throws {
        let end = ContinuousClock.now + deadline
        while true {
            pump()
            if condition(screen) { return }
            if ending != nil || ContinuousClock.now >= end {
                let state = ending.map { "the program ended: \($0)" } ?? "after \(deadline)"
                throw TestFailure("not seen: \(what) (\(state))\n\(picture)")
            }
            reap()
            if ending != nil { pump() }
            restBriefly()
        }
    }

    /// Waits until some row shows a text.
    public func waitFor(_ text: String, deadline: Duration = .seconds(60)) async throws {
        try await waitUntil("\"\(text)\"", deadline: deadline) { $0.shows(text) }
    }

    /// Reads what the program writes for this long: for tests of silence.
    public func watch(for duration: Duration) async throws {
        let end = ContinuousClock.now + duration
        while ContinuousClock.now < end {
            pump()
            restBriefly()
        }
        pump()
    }

    /// Waits until the program has ended and everything it wrote is on the screen.
    public func waitForExit(deadline: Duration = .seconds(60)) async throws -> Ending {
        let end = ContinuousClock.now + deadline
        while true {
            pump()
            reap()
            if let ending {
                pump()
                return ending
            }
            guard ContinuousClock.now < end else {
                throw TestFailure("still running after \(deadline)\n\(picture)")
            }
            restBriefly()
        }
    }

    /// Kills the program if it still runs, and closes the terminal. Later calls do nothing.
    public func close() {
        if ending == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            ending = .killed(SIGKILL)
        }
        terminal.close()
    }

    /// The screen in a frame, for failures.
    public var picture: String {
        let line = String(repeating: "-", count: screen.size.width)
        return "+\(line)+\n" + screen.rows.map { "|\($0)\n" }.joined() + "+\(line)+"
    }

    private func pump() {
        while let bytes = terminal.read(), !bytes.isEmpty {
            bytesWritten += bytes.count
            if isRecorded { recording += bytes }
            screen.feed(bytes)
        }
    }

    private func reap() {
        guard ending == nil else { return }
        ending = reaped(process)
    }
}
