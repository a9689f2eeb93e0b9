import CNcurses
import Glibc
public import TerminalUI

extension CursesTerminal {
    /// Everything that was typed, clicked and pasted since the last call, without waiting but for
    /// the 25 ms that tell Escape from a key that starts with it.
    public func readEvents() -> [InputEvent] {
        guard !isSuspended else { return [] }
        var events: [InputEvent] = []
        let now = ContinuousClock.now
        // Bytes, not wget_wch(3): that drops the first half of a character whose second half has
        // not arrived yet.
        while case let code = wgetch(pad), code != ERR {
            if let byte = UInt8(exactly: code) {
                decoder.byte(byte, now: now, into: &events)
            } else {
                decoder.key(code, into: &events)
            }
        }
        decoder.pause(into: &events)
        return events
    }
}
