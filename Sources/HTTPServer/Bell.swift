import Glibc

/// Wakes a thread that waits for it or for a time to pass.
final class Bell: Sendable {
    private let reader: Int32
    private let writer: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "no pipe can be made: too many files are open")
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reader, writer) = (ends[0], ends[1])
    }

    deinit {
        close(reader)
        close(writer)
    }

    /// Ends the wait that is under way, or the next one at once.
    func ring() {
        var byte: UInt8 = 1
        _ = write(writer, &byte, 1)
    }

    /// Waits until it rings; -1 for as long as that takes.
    func wait(milliseconds: Int32) {
        var event = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        _ = poll(&event, 1, milliseconds)
        var bytes = [UInt8](repeating: 0, count: 64)
        _ = read(reader, &bytes, bytes.count)
    }
}
