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

    /// The same for an id, which is ASCII as a rule: a hundred thousand of them are looked
    /// through while a key is pressed.
    func isIn(id: String) -> Bool {
        let answer = id.utf8.withContiguousStorageIfAvailable { whole -> Bool in
            guard let first = bytes.first else { return true }
            var start = 0
            let last = whole.count - bytes.count
            while start <= last {
                if Self.lower(whole[start]) == first {
                    var place = 1
                    while place < bytes.count, Self.lower(whole[start + place]) == bytes[place] {
                        place += 1
                    }
                    if place == bytes.count { return true }
                }
                start += 1
            }
            return false
        }
        return answer ?? isIn(id)
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
