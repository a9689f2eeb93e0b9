import Glibc
import TerminalUI

/// The process's standard streams.
enum Standard {
    /// Writes text to standard output; a closed pipe ends the process quietly by SIGPIPE.
    static func output(_ text: String) { write(text.utf8, to: STDOUT_FILENO) }

    /// Writes text to standard error.
    static func error(_ text: String) { write(text.utf8, to: STDERR_FILENO) }

    /// Whether a stream is a terminal.
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// The columns of the terminal on standard output; nil when it is none.
    static var columns: Int? { size?.width }

    /// The columns and rows of the terminal on standard output; nil when it is none.
    static var size: Size? {
        var size = winsize()
        guard isTerminal(STDOUT_FILENO), ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
            size.ws_col > 0
        else { return nil }
        return Size(width: Int(size.ws_col), height: Int(size.ws_row))
    }

    /// Everything on a stream until its end, up to `limit` bytes; nil beyond it or on an error.
    static func read(_ descriptor: Int32, limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                return nil
            }
            bytes += buffer[..<count]
            if bytes.count > limit { return nil }
        }
    }

    /// Writes all bytes to a descriptor; false when it takes no more.
    @discardableResult
    static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
