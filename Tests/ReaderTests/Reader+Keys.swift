import TerminalUI

@testable import CursesTerminal

extension Reader {
    /// Whatever a terminal sent: no event holds a control character or one that turns writing
    /// round, and after a while of silence a letter is that letter again.
    ///
    /// Bytes that UTF-8 has no use for are moments: 0xF8 is a short pause, 0xF9 half a second and
    /// more, 0xFA more than ten seconds, 0xFB and a byte a key that ncurses knows.
    static func faultOfKeys(_ bytes: [UInt8]) -> String? {
        for isUnicode in [true, false] {
            var decoder = KeyDecoder(isUnicode: isUnicode)
            var events: [InputEvent] = []
            var now = ContinuousClock.now
            var rest = bytes[...]
            while let byte = rest.popFirst() {
                switch byte {
                case 0xF8:
                    decoder.pause(into: &events)
                    now += .milliseconds(30)
                case 0xF9: now += .milliseconds(600)
                case 0xFA: now += .seconds(11)
                case 0xFB: decoder.key(0o400 + Int32(rest.popFirst() ?? 0), into: &events)
                default: decoder.byte(byte, now: now, into: &events)
                }
            }
            decoder.pause(into: &events)
            if let fault = events.lazy.compactMap(fault(of:)).first { return fault }
            events = []
            decoder.byte(UInt8(ascii: "x"), now: now + .seconds(11), into: &events)
            decoder.pause(into: &events)
            guard events.last == .key(.character("x")) else { return "then no letter: \(events)" }
        }
        return nil
    }

    private static func fault(of event: InputEvent) -> String? {
        let text: String
        var allowed: Set<Unicode.Scalar> = []
        switch event {
        case .key(.character(let character)), .key(.alt(let character)): text = String(character)
        case .paste(let pasted):
            text = pasted
            allowed = ["\n", "\t"]
        case .mouse(let mouse):
            return mouse.position.x < 0 || mouse.position.y < 0 ? "a place outside" : nil
        default: return nil
        }
        for scalar in text.unicodeScalars where !allowed.contains(scalar) {
            let properties = scalar.properties
            if properties.generalCategory == .control || properties.isBidiControl {
                return "a control character in \(event)"
            }
        }
        return nil
    }
}
