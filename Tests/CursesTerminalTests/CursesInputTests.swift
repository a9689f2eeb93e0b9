import TerminalUI
import TestSupport
import Testing

@testable import CursesTerminal

extension CursesTerminalTests {
    @Test func `Every key arrives as what it is`() throws {
        let keys: [Key] =
            [
                .character("a"), .character("é"), .character("e\u{301}"), .character("日"),
                .character("👩‍💻"), .character(" "), .control("a"), .control("c"), .control("q"),
                .control("s"), .control("z"), .alt("x"), .alt("1"), .enter, .tab, .backTab,
                .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
                .pageDown,
            ] + (1...12).map { .function($0) }
        try onTerminal { terminal, outside in
            terminal.present(Frame(size: terminal.size))
            try outside.sync()
            for key in keys {
                outside.send(key)
                #expect(terminal.readEvents(1) == [.key(key)])
            }
            for key in keys { outside.send(key) }
            #expect(terminal.readEvents(keys.count) == keys.map { .key($0) })
            outside.send(.escape)
            #expect(terminal.readEvents(1) == [.key(.escape)])
            outside.send("\u{1B}\u{7F}\u{1B}\ré")
            #expect(
                terminal.readEvents(3) == [
                    .key(.control("w")), .key(.enter), .key(.character("é")),
                ])
            // Words are moved over and deleted as elsewhere.
            outside.send("\u{1B}[1;5D\u{1B}[1;3C\u{1B}[3;5~\u{1B}[1;5C")
            #expect(
                terminal.readEvents(4) == [
                    .key(.alt("b")), .key(.alt("f")), .key(.alt("d")), .key(.alt("f")),
                ])
        }
    }

    @Test func `A character cut in two by the line is one key`() throws {
        try onTerminal { terminal, outside in
            let bytes = Array("日".utf8)
            for byte in bytes.dropLast() {
                outside.send([byte])
                outside.waitForInput()
                #expect(terminal.readEvents().isEmpty)
            }
            outside.send(bytes.suffix(1))
            #expect(terminal.readEvents(1) == [.key(.character("日"))])
            outside.send([0xFF, 0x80, 0xC3] + Array("x".utf8))
            #expect(terminal.readEvents(1) == [.key(.character("x"))])
        }
    }

    @Test func `The mouse presses, presses twice and scrolls`() throws {
        try onTerminal { terminal, outside in
            terminal.present(Frame(size: terminal.size))
            let place = Position(x: 7, y: 3)
            let other = Position(x: 8, y: 3)
            outside.send(Mouse(.press, at: other))
            outside.send(Mouse(.doubleClick, at: place))
            outside.send(Mouse(.scrollUp, at: place))
            outside.send(Mouse(.scrollDown, at: other))
            #expect(
                terminal.readEvents(5) == [
                    .mouse(Mouse(.press, at: other)), .mouse(Mouse(.press, at: place)),
                    .mouse(Mouse(.doubleClick, at: place)), .mouse(Mouse(.scrollUp, at: place)),
                    .mouse(Mouse(.scrollDown, at: other)),
                ])
            // A terminal that knows no SGR reports.
            outside.send("\u{1B}[M ($\u{1B}[M#($")
            #expect(terminal.readEvents(1) == [.mouse(Mouse(.press, at: place))])
        }
    }

    @Test func `A paste is one event wherever it is cut`() throws {
        let pasted = "\u{1B}[200~Zoë\r\nIN-1\t\u{7}\u{1B}[31m\rq\u{1B}[201~"
        let bytes = Array(pasted.utf8)
        try onTerminal { terminal, outside in
            // After a lone Escape for 25 ms what follows is not a sequence any more.
            for cut in 2..<bytes.count {
                outside.send(Array(bytes[..<cut]))
                outside.waitForInput()
                var events = terminal.readEvents()
                outside.send(Array(bytes[cut...]))
                events += terminal.readEvents(1)
                #expect(events == [.paste("Zoë\nIN-1\t[31m\nq")], "cut at \(cut)")
            }
            outside.send("z")
            #expect(terminal.readEvents(1) == [.key(.character("z"))])
        }
    }

    @Test func `A paste longer than its limit is cut there and ends where it ends`() throws {
        var collector = PasteCollector()
        var text: String?
        for byte in [UInt8](repeating: 120, count: (1 << 20) + 9) + Array("\u{1B}[201~".utf8) {
            text = collector.add(byte)
        }
        #expect(text?.utf8.count == 1 << 20)
        try onTerminal { terminal, outside in
            var rest = Array(
                "\u{1B}[200~\(String(repeating: "é", count: 40_000))\u{1B}[201~z".utf8)[...]
            var events: [InputEvent] = []
            while !rest.isEmpty {
                rest = rest.dropFirst(outside.offer(rest))
                events += terminal.readEvents()
            }
            events += terminal.readEvents(2 - events.count)
            #expect(
                events == [.paste(String(repeating: "é", count: 40_000)), .key(.character("z"))])
        }
    }

    @Test func `Answers and keys that nobody asked for are swallowed`() throws {
        try onTerminal { terminal, outside in
            let noise = [
                "\u{1B}[97;5u", "\u{1B}[?62;22c", "\u{1B}]11;rgb:ffff/0000/0000\u{7}",
                "\u{1B}]52;c;eA==\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[I", "\u{1B}[?2026;2$y",
            ]
            for sequence in noise {
                outside.send(sequence + "k")
                let events = terminal.readEvents(1)
                #expect(events == [.key(.character("k"))], "\(sequence.debugDescription)")
            }
        }
    }
}
