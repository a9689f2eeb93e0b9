extension TextWidth {
    /// Whether a scalar takes one column and stands alone in its cell whatever stands beside it,
    /// provided that all others of the text are plain too: the scalars of nearly every text.
    static func isPlain(_ value: UInt32) -> Bool {
        switch value {
        case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x2010..<0x2028, 0x2039..<0x203B,
            0x2190..<0x2200, 0x2500..<0x25FD, 0x2713..<0x2719:
            true
        default: false
        }
    }

    /// Reads a text of plain scalars, one for each column; false when there is any other, and then
    /// `body` has been given some of them.
    static func forEachPlain(
        _ text: String, _ body: (UInt32) -> Void
    ) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count {
                let first = bytes[place]
                if first >= 0x20, first < 0x7F {
                    body(UInt32(first))
                    place += 1
                    continue
                }
                var value = UInt32(first)
                var length = 1
                if first >= 0xF0 { return false }
                if first >= 0xE0 {
                    value =
                        UInt32(first & 0xF) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6
                        | UInt32(bytes[place + 2] & 0x3F)
                    length = 3
                } else if first >= 0x80 {
                    value = UInt32(first & 0x1F) << 6 | UInt32(bytes[place + 1] & 0x3F)
                    length = 2
                }
                guard isPlain(value) else { return false }
                body(value)
                place += length
            }
            return true
        }
    }

    /// The columns of a text of plain scalars; nil when there is any other.
    static func plainColumns(_ text: String) -> Int? {
        var columns = 0
        return forEachPlain(text) { _ in columns += 1 } ? columns : nil
    }
}
