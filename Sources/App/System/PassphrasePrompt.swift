import Cryptography
import Glibc

/// Asks for passphrases on the process's own terminal, without showing what is typed.
struct PassphrasePrompt {
    private let terminal: Int32
    private let signals: SignalDescriptor

    /// Opens the terminal, whatever the standard streams are.
    init() throws(ProgramFailure) {
        terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else {
            throw ProgramFailure(
                .usage, "passphrase: needs a terminal to ask on",
                hint: "it is never taken from an argument, a pipe or the environment")
        }
        // They are read while a passphrase is typed, so that the echo comes back before the end.
        signals = SignalDescriptor([SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    }

    /// Gives the terminal back.
    func close() { Glibc.close(terminal) }

    /// Asks and reads one line.
    func ask(_ question: String) throws(ProgramFailure) -> [UInt8] {
        var modes = termios()
        tcgetattr(terminal, &modes)
        var quiet = modes
        quiet.c_lflag &= ~UInt32(ECHO)
        tcsetattr(terminal, TCSAFLUSH, &quiet)
        write("\(question): ")
        defer {
            tcsetattr(terminal, TCSANOW, &modes)
            write("\n")
        }
        return try readLine()
    }

    /// Says something on the terminal.
    func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(terminal, bytes, bytes.count)
    }

    private func readLine() throws(ProgramFailure) -> [UInt8] {
        // Room from the start, so that no copy is left behind by growing.
        var line: [UInt8] = []
        line.reserveCapacity(1024)
        var waiting = [
            pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            guard poll(&waiting, 2, -1) >= 0 || errno == EINTR else { break }
            if !signals.read().isEmpty {
                line.wipe()
                throw ProgramFailure(.interrupted, "passphrase: interrupted; nothing is changed")
            }
            guard waiting[0].revents != 0 else { continue }
            var byte: UInt8 = 0
            let count = read(terminal, &byte, 1)
            if count < 0, errno == EINTR { continue }
            if count == 1, byte == UInt8(ascii: "\n") { return line }
            guard count == 1, line.count < 1000 else { break }
            line.append(byte)
        }
        line.wipe()
        throw ProgramFailure(.usage, "passphrase: no line was entered")
    }
}
