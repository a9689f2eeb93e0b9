import TerminalUI

extension TerminalEmulator {
    /// Obeys what a program wrote; sequences and characters may be cut anywhere.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { feed(byte) }
    }

    /// Obeys a text.
    public mutating func feed(_ text: String) { feed(text.utf8) }

    private mutating func feed(_ byte: UInt8) {
        switch state {
        case .ground: ground(byte)
        case .escape(let before): escape(before + [byte])
        case .control(let before):
            if byte < 0x20 {
                control(byte)
            } else if (0x40...0x7E).contains(byte) {
                state = .ground
                sequence(before, final: byte)
            } else {
                state = .control(before + [byte])
            }
        case .string(let kind, let before, let sawEscape):
            if sawEscape, byte == UInt8(ascii: "\\") {
                state = .ground
                string(kind, before.dropLast())
            } else if byte == 0x07, kind == UInt8(ascii: "]") {
                state = .ground
                string(kind, before[...])
            } else {
                state = .string(
                    kind: kind, before + [byte], sawEscape: byte == 0x1B && !sawEscape)
            }
        }
    }

    private mutating func ground(_ byte: UInt8) {
        if byte < 0x20 || byte == 0x7F {
            utf8 = []
            control(byte)
        } else if byte < 0x80 {
            utf8 = []
            write(Unicode.Scalar(byte))
        } else {
            utf8.append(byte)
            let lead = utf8[0]
            let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
            guard utf8.count >= length else { return }
            for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars { write(scalar) }
            utf8 = []
        }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x07: bells += 1
        case 0x08: move(x: cursor.x - 1, y: cursor.y)
        case 0x09: move(x: (cursor.x / 8 + 1) * 8, y: cursor.y)
        case 0x0A, 0x0B, 0x0C: lineFeed()
        case 0x0D: move(x: 0, y: cursor.y)
        case 0x1B: state = .escape([])
        case 0x00, 0x0E, 0x0F: break
        default: unknown.append("control \(byte)")
        }
    }

    private mutating func escape(_ bytes: [UInt8]) {
        let last = bytes[bytes.count - 1]
        if (0x20...0x2F).contains(last) {
            state = .escape(bytes)
            return
        }
        state = .ground
        guard bytes.count == 1 else {
            // A character set: ncurses draws lines with Unicode, so ASCII is all there is.
            if !"()*+".utf8.contains(bytes[0]) { miss(bytes, introducer: "ESC ") }
            return
        }
        switch last {
        case UInt8(ascii: "["): state = .control([])
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
            UInt8(ascii: "k"):
            state = .string(kind: last, [], sawEscape: false)
        case UInt8(ascii: "7"): saved = (cursor, style)
        case UInt8(ascii: "8"): restoreCursor()
        case UInt8(ascii: "="): keypadIsApplication = true
        case UInt8(ascii: ">"): keypadIsApplication = false
        case UInt8(ascii: "D"): lineFeed()
        case UInt8(ascii: "E"):
            lineFeed()
            move(x: 0, y: cursor.y)
        case UInt8(ascii: "M"): reverseLineFeed()
        case UInt8(ascii: "c"): self = TerminalEmulator(size: size)
        case UInt8(ascii: "\\"): break
        default: miss(bytes, introducer: "ESC ")
        }
    }

    private mutating func string(_ kind: UInt8, _ bytes: ArraySlice<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        if kind == UInt8(ascii: "P"), text.hasPrefix("tmux;") {
            // What tmux passes on to the terminal around it, with every escape doubled.
            let inner = text.dropFirst(5).replacing("\u{1B}\u{1B}", with: "\u{1B}")
            feed(String(inner))
        } else if kind == UInt8(ascii: "k") {
            title = text
        } else if kind == UInt8(ascii: "]"), text.hasPrefix("0;") || text.hasPrefix("2;") {
            title = String(text.dropFirst(2))
        } else if kind == UInt8(ascii: "]") {
            commands.append(text)
        } else {
            commands.append("\(Character(Unicode.Scalar(kind)))\(text)")
        }
    }

    mutating func miss(_ bytes: [UInt8], introducer: String) {
        unknown.append(introducer + String(decoding: bytes, as: UTF8.self))
    }
}
