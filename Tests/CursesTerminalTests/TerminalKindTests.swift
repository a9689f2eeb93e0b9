import CursesTerminal
import Glibc
import TerminalUI
import TestSupport
import Testing

/// What differs from one kind of terminal to another.
extension CursesTerminalTests {
    @Test(arguments: [
        "xterm", "xterm-256color", "xterm-16color", "tmux", "tmux-256color", "screen",
        "screen-256color", "linux", "alacritty", "xterm-kitty", "foot", "rxvt-unicode-256color",
        "konsole-256color", "vte-256color", "vt220",
    ])
    func `Every kind of terminal shows the text, gets every glyph in its cell, and is given back`(
        type: String
    ) throws {
        try withLocale("C.UTF-8") {
            let outside = try TerminalInProcess(size: Size(width: 60, height: 12))
            defer { outside.close() }
            let settings = outside.lineSettings
            let terminal = try CursesTerminal(
                input: outside.device, output: outside.device,
                configuration: TerminalConfiguration(type: type, environment: { _ in nil }))
            var random = SeededGenerator(seed: 11)
            for _ in 0..<4 {
                var frame = Frame.random(terminal.size, using: &random)
                // Without rmam ncurses cannot put a wide glyph beside the last cell.
                frame.put("abc", x: 57, y: 11, style: Style())
                terminal.present(frame)
                try outside.sync()
                for y in 0..<12 {
                    let wanted = (0..<60).map { frame[$0, y].glyph }
                    let seen = (0..<60).map { outside.screen.grid[y][$0].text }
                    #expect(wanted == seen, "\(type), row \(y)")
                }
            }
            terminal.close()
            try outside.sync()
            // A terminal without a screen of its own to come back from keeps the text. The entry
            // that comes with kitty itself calls a blinking cursor the normal one.
            let usual = type == "xterm-kitty" ? ["mode 12"] : []
            #expect(outside.screen.leftovers.filter { !usual.contains($0) } == [], "\(type)")
            #expect(outside.lineSettings == settings)
        }
    }

    @Test(arguments: [
        ("alacritty", TerminalConfiguration.Synchronization.auto, [:], true),
        ("foot", .auto, [:], true), ("xterm-kitty", .auto, [:], true),
        ("xterm-256color", .auto, ["TERM_PROGRAM": "WezTerm"], true),
        ("xterm-256color", .auto, [:], false), ("linux", .auto, [:], false),
        ("tmux-256color", .auto, ["TERM_PROGRAM": "WezTerm"], false),
        ("xterm-256color", .auto, ["TMUX": "x", "KITTY_WINDOW_ID": "1"], false),
        ("alacritty", .off, [:], false), ("xterm-256color", .on, [:], true),
    ])
    func `Frames are held together where the terminal is known to do that or it is asked for`(
        type: String, choice: TerminalConfiguration.Synchronization,
        environment: [String: String], isHeld: Bool
    ) throws {
        try onTerminal(type, synchronization: choice, environment: environment) {
            terminal, outside in
            var frame = Frame(size: terminal.size)
            frame.put("together", x: 0, y: 0, style: Style())
            terminal.present(frame)
            try outside.sync()
            #expect(outside.screen.modesEverSet.contains(2026) == isHeld)
            #expect(!outside.screen.modes.contains(2026))
            #expect(outside.screen.shows("together"))
        }
    }

    @Test(arguments: ["xterm", "linux", "xterm-16color"])
    func `With few colours what is bold is not grey, and what is selected has its own ground`(
        type: String
    ) throws {
        func color(_ ansi: UInt8) -> Color { Color(red: ansi, green: 0, blue: 0, ansi: ansi) }
        // Text and ground of a light theme and of a dark one, and the ground of what is selected.
        for (text, ground, selection) in [(0, 15, 7), (15, 0, 8)] as [(UInt8, UInt8, UInt8)] {
            try onTerminal(type) { terminal, outside in
                var frame = Frame(size: terminal.size)
                for (y, background) in [ground, selection].enumerated() {
                    frame.put(
                        "urgent", x: 0, y: y,
                        style: Style(
                            foreground: color(text), background: color(background),
                            attributes: .bold))
                }
                frame.put(
                    "open", x: 0, y: 2, style: Style(foreground: color(0), background: color(12)))
                terminal.present(frame)
                try outside.sync()
                let tab = outside.screen.grid[2][0].style
                #expect(tab.background != .indexed(4) || tab.foreground == .indexed(7))
                let cells = (0..<2).map { outside.screen.grid[$0][0].style }
                #expect(cells[0].background != cells[1].background, "\(type) \(cells)")
                for cell in cells {
                    #expect(cell.foreground != cell.background)
                    #expect(
                        cell.foreground != .indexed(0) || !cell.attributes.contains(.bold),
                        "\(type) \(cell)")
                }
            }
        }
    }

    @Test(arguments: ["tmux-256color", "screen"])
    func `A wide glyph beside the last cell of a tmux or screen leaves its neighbours alone`(
        type: String
    ) throws {
        try onTerminal(type) { terminal, outside in
            var frame = Frame(size: terminal.size)
            frame.put("left日x", x: 33, y: 9, style: Style())
            terminal.present(frame)
            try outside.sync()
            #expect(outside.screen.rows[9].hasSuffix("left? x"))
        }
    }

    @Test func `A terminal whose entry is not installed here is driven as an xterm`() throws {
        for type in ["xterm-nobody", "foot", "ghostty"] {
            try onTerminal(type) { terminal, outside in
                var frame = Frame(size: terminal.size)
                frame.put("seen", x: 0, y: 0, style: Style())
                terminal.present(frame)
                try outside.sync()
                #expect(outside.screen.shows("seen") && terminal.colorDepth == .indexed256)
            }
        }
    }

    @Test func `Text of both directions stays in its cells while Vigil has the screen`() throws {
        try onTerminal { terminal, outside in
            try outside.sync()
            #expect(outside.screen.directionIsExplicit)
            terminal.suspend()
            try outside.sync()
            #expect(!outside.screen.directionIsExplicit)
        }
    }
}
