/// A pasted text while it arrives, up to the mark of its end.
struct PasteCollector {
    /// More than this many bytes are not kept.
    static let limit = 1 << 20

    private static let end = Array("\u{1B}[201~".utf8)
    private var bytes: [UInt8] = []
    private var matched = 0

    /// Takes one byte; gives the text when that was the last.
    mutating func add(_ byte: UInt8) -> String? {
        if byte == Self.end[matched] {
            matched += 1
            return matched == Self.end.count ? text : nil
        }
        // What looked like the end was part of the text.
        for kept in Self.end[..<matched] { keep(kept) }
        matched = byte == Self.end[0] ? 1 : 0
        if matched == 0 { keep(byte) }
        return nil
    }

    /// What has arrived: line breaks are `\n`, other controls but tabs are gone.
    var text: String {
        var text = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let isReturn = scalar == "\r"
            if isReturn {
                text.append("\n")
            } else if scalar == "\n" {
                if !wasReturn { text.append(scalar) }
            } else if scalar == "\t" || !isControl(scalar) {
                text.append(scalar)
            }
            wasReturn = isReturn
        }
        return String(text)
    }

    private mutating func keep(_ byte: UInt8) {
        if bytes.count < Self.limit { bytes.append(byte) }
    }

    private func isControl(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return properties.generalCategory == .control || properties.isBidiControl
    }
}
