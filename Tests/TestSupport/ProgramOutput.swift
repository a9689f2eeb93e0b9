import Glibc

/// What a program without a terminal wrote, and how it ended.
public struct ProgramOutput: Sendable {
    /// How it ended.
    public var ending: ProgramOnTerminal.Ending
    /// What it wrote on standard output.
    public var output: String
    /// What it wrote on standard error.
    public var error: String

    /// Runs a program to its end with pipes for a terminal; the environment is that of
    /// `ProgramOnTerminal`.
    public static func of(
        _ path: String, _ arguments: [String] = [], input: String = "",
        environment: [String: String] = [:], directory: String? = nil,
        deadline: Duration = .seconds(60)
    ) async throws -> ProgramOutput {
        let pipes = try [Pipe(), Pipe(), Pipe()]
        let process = try spawn(
            path, arguments, environment: environment, directory: directory,
            on: .files(input: pipes[0].reader, output: pipes[1].writer, error: pipes[2].writer))
        pipes[0].closeReader()
        pipes[1].closeWriter()
        pipes[2].closeWriter()
        let end = ContinuousClock.now + deadline
        var ending: ProgramOnTerminal.Ending?
        var rest = Array(input.utf8)[...]
        var texts: [[UInt8]] = [[], []]
        var open = [true, true]
        while true {
            rest = pipes[0].write(rest)
            if rest.isEmpty { pipes[0].closeWriter() }
            for index in 0...1 where open[index] {
                open[index] = pipes[index + 1].read(into: &texts[index])
            }
            ending = ending ?? reaped(process)
            if let ending, !open.contains(true) {
                return ProgramOutput(
                    ending: ending, output: String(decoding: texts[0], as: UTF8.self),
                    error: String(decoding: texts[1], as: UTF8.self))
            }
            if ContinuousClock.now >= end {
                kill(process, SIGKILL)
                if ending == nil { waitpid(process, nil, 0) }
                throw TestFailure(
                    "\(path) \(arguments) still runs after \(deadline); it wrote\n"
                        + texts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
            }
            restBriefly()
        }
    }
}

/// Two ends of a pipe, closed with the object; this process never blocks on them.
private final class Pipe {
    private(set) var reader: Int32 = -1
    private(set) var writer: Int32 = -1

    init() throws {
        var ends: (Int32, Int32) = (-1, -1)
        let code = withUnsafeMutablePointer(to: &ends) {
            $0.withMemoryRebound(to: Int32.self, capacity: 2) { pipe($0) }
        }
        guard code == 0 else { throw TestFailure("pipe: \(String(cString: strerror(errno)))") }
        (reader, writer) = ends
        _ = fcntl(reader, F_SETFD, FD_CLOEXEC)
        _ = fcntl(writer, F_SETFD, FD_CLOEXEC)
        signal(SIGPIPE, SIG_IGN)
    }

    deinit {
        closeReader()
        closeWriter()
    }

    func closeReader() {
        if reader >= 0 { close(reader) }
        reader = -1
    }

    func closeWriter() {
        if writer >= 0 { close(writer) }
        writer = -1
    }

    /// Writes what fits without waiting and gives the rest.
    func write(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var descriptor = pollfd(fd: writer, events: Int16(POLLOUT), revents: 0)
        guard !bytes.isEmpty, poll(&descriptor, 1, 0) > 0 else { return bytes }
        let part = bytes.prefix(4096)
        let count = part.withUnsafeBytes { Glibc.write(writer, $0.baseAddress, $0.count) }
        return count < 0 && errno == EPIPE ? [] : bytes.dropFirst(max(0, count))
    }

    /// Reads what is there and says whether there may be more.
    func read(into bytes: inout [UInt8]) -> Bool {
        var descriptor = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        while poll(&descriptor, 1, 0) > 0 {
            let part = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
                count = max(0, Glibc.read(reader, buffer.baseAddress, buffer.count))
            }
            if part.isEmpty { return false }
            bytes += part
        }
        return true
    }
}
