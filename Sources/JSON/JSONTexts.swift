/// Texts of an array, packed: one run of bytes instead of a text each, for arrays of a hundred
/// thousand ids. Each is visible ASCII without a space.
public struct JSONTexts: Equatable, Sendable {
    /// The bytes of all of them, one behind another.
    public fileprivate(set) var bytes: [UInt8] = []
    /// Where each of them ends.
    public fileprivate(set) var ends: [UInt32] = []
    /// The length of the longest.
    public fileprivate(set) var longest = 0

    /// How many there are.
    public var count: Int { ends.count }

    /// The texts one by one.
    public var texts: [String] {
        var start = 0
        return ends.map { end in
            defer { start = Int(end) }
            return String(decoding: bytes[start..<Int(end)], as: UTF8.self)
        }
    }

    /// Reads an array of such texts from its opening bracket on and gives where it ends; nil for
    /// an array of nothing or of anything else.
    static func read(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (texts: JSONTexts, end: Int)? {
        var at = start + 1
        func skipSpace() {
            while at < text.count,
                text[at] == 0x20 || text[at] == 0x0A || text[at] == 0x0D || text[at] == 0x09
            {
                at += 1
            }
        }
        var read = JSONTexts()
        while true {
            skipSpace()
            guard at < text.count, text[at] == UInt8(ascii: "\"") else { return nil }
            let first = at + 1
            at = first
            while at < text.count, isPlain(text[at]) { at += 1 }
            guard at < text.count, at > first, text[at] == UInt8(ascii: "\""),
                read.bytes.count + at - first <= Int(UInt32.max)
            else { return nil }
            read.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[first..<at]))
            read.ends.append(UInt32(read.bytes.count))
            read.longest = max(read.longest, at - first)
            at += 1
            skipSpace()
            guard at < text.count else { return nil }
            if text[at] == UInt8(ascii: "]") { return (read, at + 1) }
            guard text[at] == UInt8(ascii: ",") else { return nil }
            at += 1
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
