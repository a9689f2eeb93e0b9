import Glibc

/// Gives the terminal back when the process dies of a fatal signal.
public enum CrashGuard {
    private struct State {
        var output: Int32 = -1
        var isArmed = false
        var modes = termios()
        let reset: UnsafeMutableBufferPointer<UInt8>
        /// The handler's stack: the overflow of a stack leaves no room on it for a handler.
        let stack = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

        init() {
            let bytes = Array(TerminalModes.reset.utf8)
            reset = .allocate(capacity: bytes.count)
            _ = reset.initialize(from: bytes)
        }
    }

    // Memory that a signal handler may read: allocated by `install` before any handler, never
    // freed, and written only by the thread that owns the terminal.
    private nonisolated(unsafe) static let state: UnsafeMutablePointer<State> = {
        let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        state.initialize(to: State())
        return state
    }()

    /// From now on a fatal signal restores the terminal at this descriptor, if a `CursesTerminal`
    /// is on it, and then ends the process as it would have.
    public static func install(output: Int32) {
        state.pointee.output = output
        var stack = stack_t()
        stack.ss_sp = state.pointee.stack.baseAddress
        stack.ss_size = state.pointee.stack.count
        sigaltstack(&stack, nil)
        for signal in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { signal in
                CrashGuard.restore()
                Glibc.signal(signal, SIG_DFL)
                Glibc.raise(signal)
            }
            action.sa_flags = Int32(bitPattern: UInt32(SA_ONSTACK)) | SA_NODEFER
            sigaction(signal, &action, nil)
        }
    }

    /// Restores the terminal with what a signal handler may call, write(2) and tcsetattr(3), and
    /// nothing when no terminal is taken over.
    public static func restore() {
        guard state.pointee.isArmed, state.pointee.output >= 0 else { return }
        state.pointee.isArmed = false
        _ = write(state.pointee.output, state.pointee.reset.baseAddress, state.pointee.reset.count)
        tcsetattr(state.pointee.output, TCSANOW, &state.pointee.modes)
    }

    /// From now on there is a terminal to restore, to these modes.
    static func arm(_ modes: termios) {
        state.pointee.modes = modes
        state.pointee.isArmed = true
    }

    /// The terminal is as it was.
    static func disarm() {
        state.pointee.isArmed = false
    }
}
