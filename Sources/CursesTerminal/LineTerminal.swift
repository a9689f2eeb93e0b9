import Glibc

/// A terminal that a program prints lines on, without a screen of its own: what reaches the
/// operator there beside the lines.
public struct LineTerminal: Sendable {
    private let descriptor: Int32
    private let environment: @Sendable (String) -> String?

    /// The terminal of a descriptor; nil when it is none. `environment` gives the variables of the
    /// process, of which `TERM` tells what the terminal understands.
    public init?(_ descriptor: Int32, environment: @escaping @Sendable (String) -> String?) {
        guard isatty(descriptor) == 1 else { return nil }
        self.descriptor = descriptor
        self.environment = environment
    }

    /// Rings the terminal's bell.
    public func ringBell() { write("\u{7}") }

    /// Has the terminal show a message outside its text, where it can.
    public func notify(title: String, body: String) {
        let command = TerminalMessage.command(
            title: title, body: body, type: environment("TERM") ?? "", environment: environment)
        if let command { write(command) }
    }

    private func write(_ text: String) { Self.write(text, to: descriptor) }

    /// Writes all of a text to a terminal, for which a stopped one has a second each time.
    static func write(_ text: String, to output: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var descriptor = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                guard poll(&descriptor, 1, 1000) > 0 else { return }
            } else if errno != EINTR {
                return
            }
        }
    }
}
