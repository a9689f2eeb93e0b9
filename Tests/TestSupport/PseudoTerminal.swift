import CPseudoTerminal
import Glibc
public import TerminalUI

/// The two ends of a pseudo-terminal: the test holds one, a program or ncurses writes to the other.
public final class PseudoTerminal {
    /// The test's end; non-blocking.
    public let controller: Int32
    /// The program's end; -1 once given away with `closeDevice`.
    public private(set) var device: Int32
    /// The program's end as a path.
    public let path: String

    /// A pair that is not this process's controlling terminal.
    public init(size: Size) throws {
        var ends: (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        guard openpty(&ends.0, &ends.1, &name, nil, nil) == 0 else {
            throw TestFailure("openpty: \(String(cString: strerror(errno)))")
        }
        (controller, device) = ends
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        _ = fcntl(controller, F_SETFD, FD_CLOEXEC)
        _ = fcntl(device, F_SETFD, FD_CLOEXEC)
        _ = fcntl(controller, F_SETFL, O_NONBLOCK)
        try resize(size)
    }

    deinit { close() }

    /// Tells the terminal its size; the programs in its foreground get SIGWINCH.
    public func resize(_ size: Size) throws {
        guard pty_set_size(controller, Int32(size.height), Int32(size.width)) == 0 else {
            throw TestFailure("cannot resize: \(String(cString: strerror(errno)))")
        }
    }

    /// Types on the keyboard.
    public func send(_ text: String) { send(Array(text.utf8)) }

    /// Types bytes, which may be parts of characters.
    public func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, let count = offer(rest) { rest = rest.dropFirst(count) }
    }

    /// Types as many of these bytes as there is room for now, and says how many; nil when nobody
    /// is there.
    public func offer(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard !isClosed else { return nil }
        let count = bytes.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
        return count >= 0 ? count : errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    /// What was written by the program since the last call, waiting for it up to this long; nil
    /// when nobody holds the other end any more.
    public func read(waiting milliseconds: Int32 = 0) -> [UInt8]? {
        // The number may be another terminal's by now.
        guard !isClosed else { return nil }
        var descriptor = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, milliseconds) > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
            count = max(0, Glibc.read(controller, buffer.baseAddress, buffer.count))
        }
        return bytes.isEmpty && Int32(descriptor.revents) & POLLHUP != 0 ? nil : bytes
    }

    /// Closes the program's end in this process.
    public func closeDevice() {
        if device >= 0 { _ = Glibc.close(device) }
        device = -1
    }

    /// Closes both ends: programs on it are told that their terminal is gone. Later calls do nothing.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        closeDevice()
        _ = Glibc.close(controller)
    }

    private var isClosed = false
}
