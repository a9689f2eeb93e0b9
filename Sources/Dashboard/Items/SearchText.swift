import Domain

/// A text looked for in others, upper and lower case being the same.
struct SearchText: Equatable, Sendable {
    private let bytes: [UInt8]

    /// A text in lower case.
    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
    }

    /// Whether it begins with another one.
    func begins(with other: SearchText) -> Bool { bytes.starts(with: other.bytes) }

    /// Whether another text holds it.
    func isIn(_ text: String?) -> Bool {
        guard var text else { return false }
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        if !isASCII { text = text.lowercased() }
        return text.withUTF8 { whole in
            guard whole.count >= bytes.count else { return false }
            return (0...(whole.count - bytes.count)).contains { start in
                bytes.indices.allSatisfy { place in
                    let byte = whole[start + place]
                    let isCapital = isASCII && (0x41...0x5A).contains(byte)
                    return (isCapital ? byte | 0x20 : byte) == bytes[place]
                }
            }
        }
    }

    /// The places of the ids that hold it, of all of them or of those that were found before. A
    /// hundred thousand are looked through while a key is pressed, so no id is copied.
    func places(in ids: StampIDs, among before: [Int32]? = nil) -> [Int32] {
        ids.withBytes { whole, ends in
            bytes.withUnsafeBufferPointer { needle in
                var found: [Int32] = []
                func look(at place: Int) {
                    let start = place == 0 ? 0 : Int(ends[place - 1])
                    let id = UnsafeBufferPointer(rebasing: whole[start..<Int(ends[place])])
                    if Self.find(needle, in: id) { found.append(Int32(place)) }
                }
                if let before {
                    for place in before { look(at: Int(place)) }
                } else {
                    for place in ends.indices { look(at: place) }
                }
                return found
            }
        }
    }

    /// Whether a text holds another that is in lower case; ASCII's capitals count as small.
    private static func find(
        _ needle: UnsafeBufferPointer<UInt8>, in whole: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let count = needle.count
        guard count > 0 else { return true }
        let first = needle[0]
        let isLetter = (0x61...0x7A).contains(first)
        let capital = isLetter ? first & 0xDF : first
        var start = 0
        while start <= whole.count - count {
            let byte = whole[start]
            if byte == first || byte == capital {
                var place = 1
                while place < count, lower(whole[start + place]) == needle[place] { place += 1 }
                if place == count { return true }
            }
            start += 1
        }
        return false
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
