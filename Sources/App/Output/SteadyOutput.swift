import Glibc

/// Standard output for a command that runs for long: each line leaves at once, and a reader that
/// takes its time does not keep signals from being heard.
enum SteadyOutput {
    /// What became of a text.
    enum Outcome: Equatable {
        case written
        /// Nobody reads any more.
        case closed
        /// This signal came before the reader took everything.
        case ended(Int32)
    }

    /// Writes a text, listening to signals while the reader is not ready.
    static func write(_ text: String, signals: Interruptions) -> Outcome {
        var rest = Array(text.utf8)[...]
        var descriptors = [
            pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while !rest.isEmpty {
            _ = poll(&descriptors, 2, -1)
            if descriptors[0].revents & Int16(POLLOUT) != 0 {
                // A pipe that is ready takes so much without waiting.
                let part = rest.prefix(Int(PIPE_BUF))
                let count = part.withUnsafeBytes {
                    Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
                }
                if count < 0, errno != EINTR, errno != EAGAIN {
                    Standard.noteOutputFault(errno)
                    return .closed
                }
                rest = rest.dropFirst(max(0, count))
            } else if descriptors[0].revents != 0 {
                return .closed
            } else if let number = signals.read().first(where: { $0 != SIGWINCH }) {
                return .ended(number)
            }
        }
        return .written
    }
}
