/// The terminal's clipboard, which programs reach through OSC 52 (xterm's ctlseqs).
enum Clipboard {
    /// What to write to have a text copied: a multiplexer passes on what is wrapped for it.
    static func command(_ text: String, type: String, isInTmux: Bool) -> String {
        let command = "\u{1B}]52;c;\(base64(Array(text.utf8)))\u{7}"
        return Passthrough.wrapped(command, type: type, isInTmux: isInTmux)
    }

    /// RFC 4648, section 4.
    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(
                    place <= group.count
                        ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
