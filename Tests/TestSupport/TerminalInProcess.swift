import CPseudoTerminal
import Glibc
import Synchronization
public import TerminalUI

/// An emulated terminal for code that drives one inside the test's own process.
///
/// A thread reads what is written, because a full pseudo-terminal makes its writer wait; `sync`
/// brings it to the screen. `close` ends the thread before it closes any descriptor.
public final class TerminalInProcess {
    /// What is on it as of the last `sync`.
    public private(set) var screen: TerminalEmulator
    /// How many bytes were written to it as of the last `sync`.
    public private(set) var bytesWritten = 0
    /// The descriptor to drive.
    public var device: Int32 { terminal.device }
    /// The device as a path, for another process.
    public var path: String { terminal.path }
    private let terminal: PseudoTerminal
    private let received = Received()
    private let wake: Int32
    private var thread = pthread_t()
    private var isClosed = false

    /// A terminal just switched on.
    public init(size: Size) throws {
        terminal = try PseudoTerminal(size: size)
        screen = TerminalEmulator(size: size)
        var ends: (Int32, Int32) = (-1, -1)
        let code = withUnsafeMutablePointer(to: &ends) {
            $0.withMemoryRebound(to: Int32.self, capacity: 2) { pipe($0) }
        }
        guard code == 0 else { throw TestFailure("pipe: \(String(cString: strerror(errno)))") }
        wake = ends.1
        let task = ReadingTask(controller: terminal.controller, stop: ends.0, received: received)
        let created = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<ReadingTask>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(task).toOpaque())
        guard created == 0 else { throw TestFailure("pthread_create: \(created)") }
    }

    deinit { close() }

    /// Types on its keyboard.
    public func send(_ text: String) { terminal.send(text) }

    /// Types bytes, which may be parts of characters.
    public func send(_ bytes: [UInt8]) { terminal.send(bytes) }

    /// Types as many of these bytes as there is room for now, and says how many.
    public func offer(_ bytes: ArraySlice<UInt8>) -> Int { terminal.offer(bytes) ?? 0 }

    /// Waits until what was typed has arrived at the device: the kernel takes a moment.
    public func waitForInput() {
        var descriptor = pollfd(fd: device, events: Int16(POLLIN), revents: 0)
        poll(&descriptor, 1, 2000)
    }

    /// Presses a key.
    public func send(_ key: Key) {
        send(bytes(of: key, applicationCursor: screen.modes.contains(1)))
    }

    /// Does something with the mouse.
    public func send(_ mouse: Mouse) { send(bytes(of: mouse)) }

    /// Gives it another size.
    public func resize(_ size: Size) throws {
        try sync()
        screen.resize(size)
        try terminal.resize(size)
    }

    /// Waits until all that was written so far is on the screen.
    public func sync() throws {
        let mark = "7777;sync"
        let command = Array("\u{1B}]\(mark)\u{7}".utf8)
        let written = command.withUnsafeBytes { write(device, $0.baseAddress, $0.count) }
        guard written == command.count else { throw TestFailure("the terminal is closed") }
        let end = ContinuousClock.now + .seconds(20)
        while screen.commands.last != mark {
            let bytes = received.take()
            bytesWritten += bytes.count
            screen.feed(bytes)
            guard ContinuousClock.now < end else { throw TestFailure("output was lost") }
            if bytes.isEmpty { usleep(100) }
        }
        screen.forgetLastCommand()
        bytesWritten -= command.count
    }

    /// Switches the screen off and on: what is painted from now on is all there is.
    public func blank() throws {
        try sync()
        let modes = screen.modes
        let isAlternate = screen.isOnAlternateScreen
        screen = TerminalEmulator(size: screen.size)
        if isAlternate { screen.feed("\u{1B}[?1049h") }
        if !modes.contains(25) { screen.feed("\u{1B}[?25l") }
    }

    /// The settings of its line, such as echo and signals, as one comparable text.
    public var lineSettings: String {
        var modes = termios()
        tcgetattr(device, &modes)
        return "\(modes.c_iflag) \(modes.c_oflag) \(modes.c_cflag) \(modes.c_lflag) \(modes.c_cc)"
    }

    /// Ends the thread and closes both ends. Later calls do nothing.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        _ = Glibc.close(wake)
        pthread_join(thread, nil)
        terminal.close()
    }
}

/// What the thread has read and nobody has taken yet.
private final class Received: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func add(_ more: some Sequence<UInt8>) { bytes.withLock { $0 += more } }

    func take() -> [UInt8] {
        bytes.withLock { bytes in
            defer { bytes = [] }
            return bytes
        }
    }
}

/// Reads a pseudo-terminal until the other end of `stop` is closed.
private final class ReadingTask {
    private let controller: Int32
    private let stop: Int32
    private let received: Received

    init(controller: Int32, stop: Int32, received: Received) {
        self.controller = controller
        self.stop = stop
        self.received = received
    }

    func run() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            var waiting = [
                pollfd(fd: controller, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waiting, 2, -1) > 0 || errno == EINTR else { break }
            if waiting[1].revents != 0 { break }
            guard waiting[0].revents != 0 else { continue }
            let count = read(controller, &buffer, buffer.count)
            if count > 0 {
                received.add(buffer.prefix(count))
            } else if errno != EAGAIN && errno != EINTR {
                break
            }
        }
        close(stop)
    }
}
