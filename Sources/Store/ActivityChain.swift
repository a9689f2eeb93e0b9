import Cryptography

/// The hash of each entry of the activity record, which covers the entry before it.
enum ActivityChain {
    /// What the first entry follows.
    static let beginning = String(repeating: "0", count: 64)

    /// The columns that a hash covers, in order.
    static let columns = """
        sequence, at, event, kind, id, text, operator, login, host, terminal, state, failed,
        outcome
        """

    /// SHA-256, as 64 hex digits, of the previous hash and the values of `columns`. Each part is
    /// written with its length in bytes before it and nil unlike any text, so that no two entries
    /// are written the same.
    static func hash(of values: [Value], after previous: String) -> String {
        var bytes = Array("vigil activity 1\n".utf8)
        for part in [.text(previous)] + values {
            switch part {
            case .integer(let number?): append(String(number), to: &bytes)
            case .text(let text?): append(text, to: &bytes)
            case .integer(nil), .text(nil): bytes += Array("-,".utf8)
            }
        }
        return Encoding.hex(SHA256.digest(bytes))
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let content = Array(text.utf8)
        bytes += Array("\(content.count):".utf8) + content + Array(",".utf8)
    }
}
