import Glibc
import TerminalUI
import TestSupport

/// A program on a pseudo-terminal whose every byte is noted with the time at which it came.
final class ScreenProgram {
    /// What it shows.
    private(set) var screen: TerminalEmulator
    /// How many bytes it has written.
    private(set) var bytes = 0
    /// When its last bytes came.
    private(set) var lastByteAt = ContinuousClock.now
    /// When it was started.
    let startedAt: ContinuousClock.Instant
    /// Its figures as the kernel keeps them.
    let figures: ProcessFigures
    private let terminal: PseudoTerminal
    /// What was read and is not on the screen yet: reading goes first, because obeying what was
    /// read takes longer than writing it did.
    private var waiting: ArraySlice<(moment: ContinuousClock.Instant, bytes: [UInt8])> = []
    private var isClosed = false

    /// The size of the terminal that figures are measured on.
    static let size = Size(width: 120, height: 40)

    /// When its terminal was found closed, or its last bytes came.
    private(set) var endedAt = ContinuousClock.now

    init(
        _ path: String, _ arguments: [String], home: String = "/nonexistent",
        environment: [String: String] = [:]
    ) throws {
        terminal = try PseudoTerminal(size: Self.size)
        screen = TerminalEmulator(size: Self.size)
        startedAt = .now
        let process = try spawn(
            path, arguments,
            environment: environment.merging(["HOME": home, "USER": "benchmark"]) { $1 },
            directory: nil,
            on: .terminal(terminal.path))
        figures = ProcessFigures(process: process)
        terminal.closeDevice()
    }

    deinit { close() }

    /// Types a text.
    func send(_ text: String) { terminal.send(text) }

    /// Types a text so long that the program must read some of it before all fits.
    func sendAll(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            guard let count = terminal.offer(rest) else {
                throw BenchmarkFailure("the program is gone")
            }
            rest = rest.dropFirst(count)
            if count == 0 { gather(waiting: 1) }
        }
    }

    /// Pulls the window to another size.
    func resize(_ size: Size) throws {
        screen.resize(size)
        try terminal.resize(size)
    }

    /// Reads until the screen is as `condition` says, and gives the moment of the bytes that made
    /// it so.
    @discardableResult
    func wait(
        _ what: String, deadline: Duration = .seconds(60),
        until condition: (TerminalEmulator) -> Bool
    ) throws -> ContinuousClock.Instant {
        let end = ContinuousClock.now + deadline
        while !condition(screen) {
            guard step(waiting: 100), ContinuousClock.now < end else {
                throw BenchmarkFailure("never seen: \(what)\n\(screen.text)")
            }
        }
        return lastByteAt
    }

    /// Reads until nothing has come for this long, and gives the moment of the last byte.
    @discardableResult
    func settle(
        quiet: Duration = .milliseconds(60), deadline: Duration = .seconds(60)
    ) -> ContinuousClock.Instant {
        let end = ContinuousClock.now + deadline
        var quietSince = ContinuousClock.now
        while ContinuousClock.now < end, ContinuousClock.now - quietSince < quiet {
            let before = bytes
            guard step(waiting: 10) else { break }
            if bytes > before { quietSince = .now }
        }
        return lastByteAt
    }

    /// Reads whatever comes for this long.
    func watch(for duration: Duration) {
        let end = ContinuousClock.now + duration
        while case let left = end - .now, left > .zero {
            guard step(waiting: Int32(min(100, max(1, left.inMilliseconds)))) else { return }
        }
    }

    /// Ends the program.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        kill(figures.process, SIGKILL)
        var status: Int32 = 0
        waitpid(figures.process, &status, 0)
        terminal.close()
    }

    /// Puts the next bytes on the screen, waiting for some; false when the program is gone.
    private func step(waiting milliseconds: Int32) -> Bool {
        if waiting.isEmpty, !gather(waiting: milliseconds) { return false }
        if let chunk = waiting.popFirst() {
            lastByteAt = chunk.moment
            bytes += chunk.bytes.count
            screen.feed(chunk.bytes)
        }
        return true
    }

    /// Reads until the program pauses; false when it is gone and nothing is left to look at.
    @discardableResult
    private func gather(waiting milliseconds: Int32) -> Bool {
        var patience = milliseconds
        while let chunk = terminal.read(waiting: patience) {
            if chunk.isEmpty { return true }
            waiting.append((.now, chunk))
            patience = 1
        }
        endedAt = .now
        return !waiting.isEmpty
    }
}

extension TerminalEmulator {
    /// Whether the row above the last ends in this text, where both programs say which row of how
    /// many is selected.
    func isAt(_ position: String) -> Bool { rowAboveLast.hasSuffix(" \(position)") }

    /// The text of the row above the last without trailing spaces.
    var rowAboveLast: String {
        var text = grid[size.height - 2].map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension Workbench {
    /// The program and the floor side by side with as many items, each with its list on the screen.
    func pair(items: Int) async throws -> (own: ScreenProgram, floor: ScreenProgram) {
        let own = try ScreenProgram(vigil, try await home(items: items).arguments)
        let floor = try ScreenProgram(floor, ["\(items)"])
        for program in [own, floor] {
            try program.wait("the list") { $0.isAt("1/\(grouped(items))") }
        }
        return (own, floor)
    }
}

/// A number as both programs write it: with a comma between thousands.
func grouped(_ number: Int) -> String {
    let digits = String(number)
    var text = ""
    for (place, digit) in digits.enumerated() {
        if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return text
}
