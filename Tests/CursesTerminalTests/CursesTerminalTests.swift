import CursesTerminal
import Glibc
import TerminalUI
import TestSupport
import Testing

/// ncurses has one current screen in a process: these run one after another.
@Suite(.serialized) struct CursesTerminalTests {
    @Test func `What is presented is what is seen`() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<10 {
            let size = Size(
                width: .random(in: 1...60, using: &random),
                height: .random(in: 1...16, using: &random))
            try onTerminal(size: size) { terminal, outside in
                #expect(terminal.size == size)
                #expect(terminal.colorDepth == .indexed256)
                var frame = Frame(size: size)
                for _ in 0..<8 {
                    frame = .random(size, using: &random)
                    terminal.present(frame)
                    try outside.sync()
                    let wrong = differences(frame, outside.screen)
                    #expect(wrong.isEmpty, "\(size): \(wrong.prefix(5))")
                    if !wrong.isEmpty { return }
                }
                // What ncurses believes is on the screen is what it paints on an empty one.
                try outside.blank()
                terminal.repaint()
                try outside.sync()
                #expect(differences(frame, outside.screen).isEmpty)
            }
        }
    }

    @Test func `An unchanged frame writes nothing and a small change little`() throws {
        try onTerminal(size: Size(width: 120, height: 40)) { terminal, outside in
            var random = SeededGenerator(seed: 2)
            var frame = Frame.random(terminal.size, using: &random)
            frame.cursor = nil
            terminal.present(frame)
            try outside.sync()
            let before = outside.bytesWritten
            terminal.present(frame)
            terminal.present(frame)
            _ = terminal.readEvents()
            try outside.sync()
            #expect(outside.bytesWritten == before)
            frame.put("7", x: 60, y: 20, style: Style())
            terminal.present(frame)
            try outside.sync()
            #expect(outside.bytesWritten - before < 60)
            #expect(differences(frame, outside.screen).isEmpty)
        }
    }

    @Test func `A resize to any size shows the next frame right`() throws {
        try onTerminal { terminal, outside in
            var random = SeededGenerator(seed: 3)
            for (width, height) in [
                (80, 24), (1, 1), (13, 2), (200, 60), (40, 10), (1, 30), (30, 1),
            ] {
                let size = Size(width: width, height: height)
                try outside.resize(size)
                // What a terminal makes of the old text is its own affair.
                let reflowed = Array("\u{1B}[Hold text".utf8)
                write(outside.device, reflowed, reflowed.count)
                #expect(terminal.resize() == size)
                let frame = Frame.random(size, using: &random)
                terminal.present(frame)
                try outside.sync()
                let wrong = differences(frame, outside.screen)
                #expect(wrong.isEmpty, "\(size): \(wrong.prefix(5))")
                #expect(terminal.readEvents().isEmpty)
            }
        }
    }

    @Test func `A frame for another size is clipped`() throws {
        try onTerminal(size: Size(width: 10, height: 3)) { terminal, outside in
            var frame = Frame(size: Size(width: 20, height: 6))
            for y in 0..<6 { frame.put("0123456 日本語", x: 0, y: y, style: Style()) }
            terminal.present(frame)
            try outside.sync()
            #expect(outside.screen.rows == Array(repeating: "0123456 日", count: 3))
            frame.put("日", x: 9, y: 0, style: Style())
            terminal.present(frame)
            try outside.sync()
            #expect(outside.screen.rows[0] == "0123456  ?")
        }
    }

    @Test func `Closing leaves the terminal as it was found`() throws {
        try withLocale("C.UTF-8") {
            let outside = try TerminalInProcess(size: Size(width: 30, height: 5))
            defer { outside.close() }
            let settings = outside.lineSettings
            let terminal = try CursesTerminal(
                input: outside.device, output: outside.device,
                configuration: TerminalConfiguration(
                    type: "xterm-256color", environment: { _ in nil }))
            var frame = Frame(size: terminal.size)
            frame.put("hello", x: 0, y: 0, style: Style(attributes: .bold))
            terminal.present(frame)
            try outside.sync()
            #expect(outside.screen.isOnAlternateScreen)
            #expect(outside.screen.modes.isSuperset(of: [1000, 1006, 2004]))
            #expect(outside.lineSettings != settings)

            terminal.suspend()
            try outside.sync()
            #expect(outside.screen.leftovers == [])
            #expect(outside.lineSettings == settings)
            #expect(!outside.screen.shows("hello"))

            terminal.resume()
            try outside.sync()
            #expect(differences(frame, outside.screen).isEmpty)
            #expect(outside.screen.modes.isSuperset(of: [1000, 1006, 2004]))

            terminal.close()
            terminal.close()
            try outside.sync()
            #expect(outside.screen.leftovers == [])
            #expect(outside.screen.unknown == [])
            #expect(outside.lineSettings == settings)
        }
    }

    @Test func `A crash gives the terminal back and ends as it would have`() async throws {
        let outside = try TerminalInProcess(size: Size(width: 30, height: 5))
        defer { outside.close() }
        let settings = outside.lineSettings
        for signal in [SIGABRT, SIGILL, SIGSEGV] {
            let path = outside.path
            await #expect(processExitsWith: .signal(signal)) {
                [path = path as String, signal = signal as Int32] in
                let device = open(path, O_RDWR | O_NOCTTY)
                CrashGuard.install(output: device)
                let terminal = try CursesTerminal(
                    input: device, output: device,
                    configuration: TerminalConfiguration(
                        type: "xterm-256color", environment: { _ in nil }))
                var frame = Frame(size: terminal.size)
                frame.put("watching", x: 0, y: 0, style: Style(attributes: .reverse))
                terminal.present(frame)
                if signal == SIGABRT { abort() }
                raise(signal)
            }
            try outside.sync()
            #expect(outside.bytesWritten > 0)
            #expect(outside.screen.leftovers == [])
            #expect(outside.lineSettings == settings)
        }
    }

    @Test func `Signals are left to the program`() async throws {
        let outside = try TerminalInProcess(size: Size(width: 30, height: 5))
        defer { outside.close() }
        let path = outside.path
        // In a process of its own: ncurses installs its handlers only the first time.
        await #expect(processExitsWith: .success) { [path = path as String] in
            let device = open(path, O_RDWR | O_NOCTTY)
            let terminal = try CursesTerminal(
                input: device, output: device,
                configuration: TerminalConfiguration(type: "xterm-256color"))
            defer { terminal.close() }
            for signal in [SIGINT, SIGTERM, SIGTSTP, SIGWINCH] {
                var action = sigaction()
                sigaction(signal, nil, &action)
                let isDefault =
                    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 0
                precondition(isDefault, "signal \(signal) is caught")
            }
        }
    }

    @Test(
        arguments: [
            ("xterm-16color", ColorDepth.sixteen, 9, 4), ("xterm", .eight, 1, 4),
            ("linux", .eight, 1, 4), ("tmux-256color", .indexed256, 196, 24),
        ])
    func `A terminal with few colours gets the nearest`(
        type: String, depth: ColorDepth, red: Int, blue: Int
    ) throws {
        try onTerminal(type) { terminal, outside in
            #expect(terminal.colorDepth == depth)
            var frame = Frame(size: terminal.size)
            let style = Style(
                foreground: Color(red: 255, green: 0, blue: 0, ansi: 9),
                background: Color(red: 0, green: 95, blue: 135, ansi: 4))
            frame.put("x", x: 3, y: 1, style: style)
            terminal.present(frame)
            try outside.sync()
            let cell = outside.screen.grid[1][3]
            #expect(cell.text == "x")
            #expect(cell.style.foreground == .indexed(red))
            #expect(cell.style.background == .indexed(blue))
            #expect(cell.style.attributes == (depth == .eight ? .bold : []))
        }
    }

    @Test func `A terminal with every colour shows exactly these`() throws {
        try onTerminal("xterm-direct") { terminal, outside in
            #expect(terminal.colorDepth == .direct)
            var random = SeededGenerator(seed: 4)
            var frame = Frame(size: terminal.size)
            // More pairs than a 256-colour terminal has room for.
            for x in 0..<40 {
                for y in 0..<10 {
                    let color = Color(
                        red: .random(in: 1...255, using: &random), green: UInt8(x),
                        blue: UInt8(y), ansi: 1)
                    frame.put("x", x: x, y: y, style: Style(foreground: color, background: color))
                }
            }
            terminal.present(frame)
            try outside.sync()
            let wrong = differences(frame, outside.screen) {
                .direct(red: Int($0.red), green: Int($0.green), blue: Int($0.blue))
            }
            #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        }
    }

    @Test(arguments: [
        ("xterm-256color", "truecolor", ColorDepth.direct), ("tmux-256color", "24bit", .direct),
        ("screen-256color", "truecolor", .indexed256), ("xterm-256color", "yes", .indexed256),
    ])
    func `COLORTERM is believed where an entry with every colour exists`(
        type: String, promise: String, depth: ColorDepth
    ) throws {
        try onTerminal(type, environment: ["COLORTERM": promise]) { terminal, _ in
            #expect(terminal.colorDepth == depth)
        }
    }

    @Test func `Without colour only attributes are shown`() throws {
        try onTerminal(colors: .none) { terminal, outside in
            #expect(terminal.colorDepth == .none)
            var random = SeededGenerator(seed: 5)
            let frame = Frame.random(terminal.size, using: &random)
            terminal.present(frame)
            try outside.sync()
            #expect(differences(frame, outside.screen) { _ in .standard }.isEmpty)
        }
    }

    @Test func `Without Unicode symbols have stand-ins and nothing else gets through`() throws {
        try onTerminal(locale: "C") { terminal, outside in
            #expect(!terminal.isUnicode)
            var frame = Frame(size: terminal.size)
            frame.put("┌─┐ ▉▉▍ → é日x", x: 0, y: 0, style: Style())
            terminal.present(frame)
            try outside.sync()
            #expect(outside.screen.rows[0] == "+-+ ##: > ?? x")
        }
    }

    @Test(arguments: [
        ("nonsense-terminal", TerminalFailure.Code.unknownType), ("dumb", .tooSimple),
        ("evil\u{1B}[2J", .unknownType),
    ])
    func `A terminal that cannot be used is refused in one sentence`(
        type: String, code: TerminalFailure.Code
    ) throws {
        let outside = try TerminalInProcess(size: Size(width: 30, height: 5))
        defer { outside.close() }
        let failure = #expect(throws: TerminalFailure.self) {
            _ = try CursesTerminal(
                input: outside.device, output: outside.device,
                configuration: TerminalConfiguration(type: type))
        }
        #expect(failure?.code == code)
        #expect(failure?.description.contains("\u{1B}") == false)
        try outside.sync()
        #expect(outside.bytesWritten == 0)
    }

    @Test func `A pipe is not a terminal`() {
        let null = open("/dev/null", O_RDWR)
        defer { close(null) }
        let failure = #expect(throws: TerminalFailure.self) {
            _ = try CursesTerminal(
                input: null, output: null, configuration: TerminalConfiguration())
        }
        #expect(failure?.code == .notATerminal)
    }

    @Test(arguments: ["xterm-256color", "tmux-256color"])
    func `A copied id and a title reach the terminal`(type: String) throws {
        try onTerminal(type) { terminal, outside in
            terminal.copy("id-é")
            terminal.setTitle("Vigil\u{1B}]0;x\u{7}")
            try outside.sync()
            #expect(outside.screen.commands == ["52;c;aWQtw6k="])
            #expect(outside.screen.title == "Vigil]0;x")
        }
    }

    @Test(.timeLimit(.minutes(1))) func `A terminal that is gone stops nothing`() throws {
        try onTerminal { terminal, outside in
            terminal.present(Frame(size: terminal.size))
            try outside.sync()
            outside.close()
            var frame = Frame(size: terminal.size)
            frame.put("nobody sees this", x: 0, y: 0, style: Style())
            terminal.present(frame)
            #expect(terminal.readEvents().isEmpty)
            #expect(terminal.resize() == Size(width: 40, height: 10))
            terminal.copy("text")
        }
    }
}
