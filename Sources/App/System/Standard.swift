import Glibc
import Synchronization
import TerminalUI

/// The process's standard streams.
enum Standard {
    /// The first error number with which standard output refused something, such as a full disk;
    /// 0 for none. A reader that went away is no error.
    private static let outputFault = Atomic<Int32>(0)

    /// Writes text to standard output; a closed pipe ends the process quietly by SIGPIPE.
    static func output(_ text: String) { output(bytes: text.utf8) }

    /// Writes bytes to standard output.
    static func output(bytes: some Collection<UInt8>) {
        if !write(bytes, to: STDOUT_FILENO) { noteOutputFault(errno) }
    }

    /// Remembers that standard output refused something.
    static func noteOutputFault(_ number: Int32) {
        guard number != EPIPE else { return }
        _ = outputFault.compareExchange(expected: 0, desired: number, ordering: .relaxed)
    }

    /// How the program ends: what was not printed was not done, unless something else stopped the
    /// work before.
    static func ending(_ status: ExitStatus) -> ExitStatus {
        let number = outputFault.load(ordering: .relaxed)
        guard number != 0 else { return status }
        error("vigil: standard output: \(String(cString: strerror(number)))\n")
        return status == .done ? .workFailed : status
    }

    /// Gives the standard streams that the parent closed a place, so that no file that is opened
    /// later takes their numbers and the program's output.
    static func occupy() {
        while true {
            let descriptor = open("/dev/null", O_RDONLY)
            guard descriptor > STDERR_FILENO else {
                if descriptor < 0 { return }
                continue
            }
            close(descriptor)
            return
        }
    }

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

    /// Everything on a stream until its end, up to `limit` bytes; nil on an error, which `errno`
    /// names: EFBIG beyond the limit.
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
            if bytes.count > limit {
                errno = EFBIG
                return nil
            }
        }
    }

    /// Why `read` gave nothing, in words.
    static func readFault(limit: String) -> String {
        errno == EFBIG ? "is larger than \(limit)" : String(cString: strerror(errno))
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
