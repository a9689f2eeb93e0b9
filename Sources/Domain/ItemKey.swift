/// Which piece of work: its kind and the vendor's id.
///
/// An id that is a number, a UUID or 32 hex digits, is kept as one: a hundred thousand keys take no
/// memory beside the lists they stand in, and comparing two costs two comparisons.
public struct ItemKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let form: Form
    /// The sort of work.
    public let kind: Kind

    private enum Form: Hashable, Sendable {
        case number(UInt64, UInt64)
        case text(String)
    }

    /// A key for an id that has the kind's form, or nil.
    public init?(kind: Kind, id: String) {
        guard kind.accepts(id: id) else { return nil }
        self.kind = kind
        switch kind {
        case .stamps, .report: form = .text(id)
        case .reap, .deepvue, .kyc: form = Self.number(id)
        }
    }

    /// The vendor's id, as the vendor wrote it but for UUIDs and hex ids, which are lower case.
    public var id: String {
        switch form {
        case .text(let text): text
        case .number(let high, let low): Self.text(high, low, hasDashes: kind != .deepvue)
        }
    }

    /// The whole REF, `kind:id`.
    public var description: String { "\(kind.rawValue):\(id)" }

    /// The telling part of the id: what follows Surepass's long prefixes, else the first eight
    /// characters, as git shortens hashes.
    public var shortID: String {
        switch kind {
        case .stamps, .report: String(id.split(separator: "_").last ?? "")
        case .reap, .deepvue, .kyc: String(id.prefix(8))
        }
    }

    /// By kind in the order of the contract, then by id.
    public static func < (left: ItemKey, right: ItemKey) -> Bool {
        guard left.kind == right.kind else { return left.kind.rank < right.kind.rank }
        if case .number(let leftHigh, let leftLow) = left.form,
            case .number(let rightHigh, let rightLow) = right.form
        {
            return leftHigh == rightHigh ? leftLow < rightLow : leftHigh < rightHigh
        }
        return left.id < right.id
    }

    /// The same kind and id.
    public static func == (left: ItemKey, right: ItemKey) -> Bool {
        left.form == right.form && left.kind == right.kind
    }

    /// Mixes in the kind and id.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind.rank)
        switch form {
        case .text(let text): hasher.combine(text)
        case .number(let high, let low):
            hasher.combine(high)
            hasher.combine(low)
        }
    }

    /// What 32 hex digits of either case spell, whatever stands between them.
    private static func number(_ id: String) -> Form {
        var (high, low) = (UInt64(0), UInt64(0))
        var id = id
        id.withUTF8 { bytes in
            for byte in bytes {
                let digit: UInt8
                switch byte {
                case 0x30...0x39: digit = byte - 0x30
                case 0x41...0x46: digit = byte - 0x41 + 10
                case 0x61...0x66: digit = byte - 0x61 + 10
                default: continue
                }
                high = high << 4 | low >> 60
                low = low << 4 | UInt64(digit)
            }
        }
        return .number(high, low)
    }

    private static func text(_ high: UInt64, _ low: UInt64, hasDashes: Bool) -> String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var count = 0
            for place in 0..<32 {
                if hasDashes, place == 8 || place == 12 || place == 16 || place == 20 {
                    buffer[count] = UInt8(ascii: "-")
                    count += 1
                }
                let half = place < 16 ? high : low
                let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - place % 16 * 4) & 15)
                buffer[count] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
                count += 1
            }
            return count
        }
    }
}

extension Kind {
    /// The place in the contract's table.
    fileprivate var rank: Int {
        switch self {
        case .reap: 0
        case .deepvue: 1
        case .stamps: 2
        case .report: 3
        case .kyc: 4
        }
    }
}
