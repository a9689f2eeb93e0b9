import Glibc

/// The handlers of the signals that ncurses would handle, so that they can be put back.
struct SignalHandlers {
    private let handlers: [(signal: Int32, action: sigaction)]

    /// Those of this moment.
    init() {
        handlers = [SIGINT, SIGTERM, SIGTSTP, SIGWINCH].map { signal in
            var action = sigaction()
            sigaction(signal, nil, &action)
            return (signal, action)
        }
    }

    /// Puts them back.
    func restore() {
        for (signal, action) in handlers {
            var action = action
            sigaction(signal, &action, nil)
        }
    }
}
