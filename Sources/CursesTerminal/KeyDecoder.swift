import CNcurses
import Glibc
import TerminalUI

/// Makes events of the bytes and key codes that ncurses reads.
///
/// ncurses knows the keys of the terminal's entry; what it does not know arrives as Escape and
/// what follows: Alt, the mouse, pastes, and answers and keys that nobody asked for, which are
/// swallowed.
struct KeyDecoder {
    private enum State {
        case ground
        case escape
        /// After `ESC [`: its parameters so far.
        case control([UInt8])
        /// After `ESC O`.
        case single
        /// After `ESC [ M`: the bytes so far of a mouse report from before SGR.
        case oldMouse([UInt8])
        /// After the introducer of an OSC, DCS, APC, PM or SOS string: how long it is so far.
        case string(introducer: UInt8, length: Int, sawEscape: Bool)
        case paste(PasteCollector)
    }

    private let isUnicode: Bool
    private var state = State.ground
    private var utf8: [UInt8] = []
    private var pending: Character?
    private var lastByte: ContinuousClock.Instant?
    private var lastPress: (position: Position, time: ContinuousClock.Instant)?

    /// A decoder of UTF-8, or of the locale's single-byte characters.
    init(isUnicode: Bool) {
        self.isUnicode = isUnicode
    }

    /// One byte that is not part of a key that ncurses knows.
    mutating func byte(
        _ byte: UInt8, now: ContinuousClock.Instant, into events: inout [InputEvent]
    ) {
        if let lastByte, lastByte != now { abandon(after: now - lastByte, into: &events) }
        lastByte = now
        switch state {
        case .ground: ground(byte, into: &events)
        case .escape: escape(byte, into: &events)
        case .control(let parameters):
            if (0x40...0x7E).contains(byte) {
                state = .ground
                sequence(parameters, final: byte, now: now, into: &events)
            } else if byte == 0x1B {
                state = .escape
            } else {
                state = .control(parameters + [byte])
            }
        case .single: state = .ground
        case .oldMouse(let before):
            state = before.count < 2 ? .oldMouse(before + [byte]) : .ground
            if before.count == 2 {
                mouse(
                    button: Int(before[0]) - 32, x: Int(before[1]) - 33, y: Int(byte) - 33,
                    now: now, into: &events)
            }
        case .string(let introducer, let length, let sawEscape):
            let isEnd = byte == 0x07 || (sawEscape && byte == UInt8(ascii: "\\"))
            state =
                isEnd
                ? .ground
                : .string(introducer: introducer, length: length + 1, sawEscape: byte == 0x1B)
        case .paste(var collector):
            // Not held twice while it grows.
            state = .ground
            if let text = collector.add(byte) {
                events.append(.paste(text))
            } else {
                state = .paste(collector)
            }
        }
    }

    /// A key that ncurses knows.
    mutating func key(_ code: Int32, into events: inout [InputEvent]) {
        if case .paste = state { return }
        flush(into: &events)
        var isAlt = false
        if case .escape = state { isAlt = true }
        state = .ground
        if isAlt, code == KEY_BACKSPACE {
            events.append(.key(.control("w")))
        } else if let key = Self.keys[code] {
            events.append(.key(key))
        } else if (1...12).contains(code - KEY_F0) {
            events.append(.key(.function(Int(code - KEY_F0))))
        }
    }

    /// Nothing more is there to be read now.
    mutating func pause(into events: inout [InputEvent]) {
        flush(into: &events)
        switch state {
        case .escape:
            events.append(.key(.escape))
            state = .ground
        case .single:
            events.append(.key(.alt("O")))
            state = .ground
        case .string(let introducer, 0, _):
            events.append(.key(.alt(Character(Unicode.Scalar(introducer)))))
            state = .ground
        case .ground, .control, .oldMouse, .string, .paste: break
        }
    }

    /// What was begun long ago will not be ended any more.
    private mutating func abandon(after gap: Duration, into events: inout [InputEvent]) {
        switch state {
        case .control(let parameters) where gap > .milliseconds(500):
            if parameters.isEmpty { events.append(.key(.alt("["))) }
            state = .ground
        case .oldMouse where gap > .milliseconds(500): state = .ground
        case .string(_, let length, _) where gap > .milliseconds(500) || length > 1 << 16:
            state = .ground
        case .paste(let collector) where gap > .seconds(10):
            events.append(.paste(collector.text))
            state = .ground
        default: break
        }
    }

    private mutating func ground(_ byte: UInt8, into events: inout [InputEvent]) {
        guard byte >= 0x20, byte != 0x7F else {
            utf8 = []
            flush(into: &events)
            if byte == 0x1B {
                state = .escape
            } else {
                events.append(.key(Self.controlKey(byte)))
            }
            return
        }
        guard let scalar = scalar(byte) else { return }
        add(scalar, into: &events)
    }

    private mutating func escape(_ byte: UInt8, into events: inout [InputEvent]) {
        state = .ground
        switch byte {
        case UInt8(ascii: "["): state = .control([])
        case UInt8(ascii: "O"): state = .single
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
            UInt8(ascii: "X"):
            state = .string(introducer: byte, length: 0, sawEscape: false)
        case 0x20..<0x7F: events.append(.key(.alt(Character(Unicode.Scalar(byte)))))
        case 0x1B:
            events.append(.key(.escape))
            state = .escape
        case 0x08, 0x7F: events.append(.key(.control("w")))
        default:
            // Alt with Enter or a letter beyond ASCII is that key alone: an Escape
            // that nobody pressed would close what is open.
            ground(byte, into: &events)
        }
    }

    /// A control sequence that ncurses does not know.
    private mutating func sequence(
        _ parameters: [UInt8], final: UInt8, now: ContinuousClock.Instant,
        into events: inout [InputEvent]
    ) {
        let text = String(decoding: parameters + [final], as: UTF8.self)
        if let key = Self.wordKeys[text] {
            events.append(.key(key))
        } else if final == UInt8(ascii: "~"), parameters.elementsEqual("200".utf8) {
            state = .paste(PasteCollector())
        } else if final == UInt8(ascii: "M"), parameters.isEmpty {
            state = .oldMouse([])
        } else if final == UInt8(ascii: "M"), parameters.first == UInt8(ascii: "<") {
            let numbers = parameters.dropFirst().split(separator: UInt8(ascii: ";"))
                .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
            guard numbers.count == 3 else { return }
            mouse(
                button: numbers[0], x: numbers[1] - 1, y: numbers[2] - 1, now: now, into: &events)
        }
    }

    /// A button that was pressed (xterm's ctlseqs, Mouse Tracking): the first, or the wheel, with
    /// any of Shift, Alt and Control.
    private mutating func mouse(
        button: Int, x: Int, y: Int, now: ContinuousClock.Instant, into events: inout [InputEvent]
    ) {
        guard x >= 0, y >= 0 else { return }
        let position = Position(x: x, y: y)
        switch button & ~0b11100 {
        case 0:
            let isSecond = lastPress.map {
                $0.position == position && now - $0.time <= .milliseconds(400)
            }
            lastPress = isSecond == true ? nil : (position, now)
            events.append(.mouse(Mouse(isSecond == true ? .doubleClick : .press, at: position)))
        case 64: events.append(.mouse(Mouse(.scrollUp, at: position)))
        case 65: events.append(.mouse(Mouse(.scrollDown, at: position)))
        default: break
        }
    }

    /// The scalar that a byte ends.
    private mutating func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        if byte < 0x80 {
            utf8 = []
            return Unicode.Scalar(byte)
        }
        guard isUnicode else { return Unicode.Scalar(UInt32(btowc(Int32(byte)))) }
        if byte >= 0xC0 { utf8 = [] }
        utf8.append(byte)
        let length = utf8[0] >= 0xF0 ? 4 : utf8[0] >= 0xE0 ? 3 : 2
        guard utf8.count >= length else { return nil }
        defer { utf8 = [] }
        return String(validating: utf8, as: UTF8.self)?.unicodeScalars.first
    }

    /// A mark joins the character before it: together they are one key.
    private mutating func add(_ scalar: Unicode.Scalar, into events: inout [InputEvent]) {
        let properties = scalar.properties
        if properties.generalCategory == .control || properties.isBidiControl { return }
        if let pending, pending.unicodeScalars.count < 16 {
            var joined = String(pending)
            joined.unicodeScalars.append(scalar)
            if joined.count == 1 {
                self.pending = Character(joined)
                return
            }
        }
        flush(into: &events)
        pending = Character(scalar)
    }

    private mutating func flush(into events: inout [InputEvent]) {
        if let pending { events.append(.key(.character(pending))) }
        pending = nil
    }

    private static func controlKey(_ byte: UInt8) -> Key {
        switch byte {
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x00: .control(" ")
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
        default: .control(Character(Unicode.Scalar(byte + 0x40)))
        }
    }

    /// What moves and deletes by words elsewhere, Control or Alt with an arrow and with Delete, as
    /// the key of readline for the same (xterm's ctlseqs, modifyCursorKeys).
    static let wordKeys: [String: Key] = [
        "1;5C": .alt("f"), "1;5D": .alt("b"), "1;3C": .alt("f"), "1;3D": .alt("b"),
        "3;5~": .alt("d"), "3;3~": .alt("d"),
    ]

    private static let keys: [Int32: Key] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_HOME: .home,
        KEY_END: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_DC: .delete,
        KEY_IC: .insert, KEY_BTAB: .backTab, KEY_BACKSPACE: .backspace, KEY_ENTER: .enter,
        KEY_A1: .home, KEY_A3: .pageUp, KEY_C1: .end, KEY_C3: .pageDown,
    ]
}
