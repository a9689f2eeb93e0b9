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
        var id = id
        guard let key = id.withUTF8({ ItemKey(kind: kind, utf8: $0) }) else { return nil }
        self = key
    }

    /// The same of the id's bytes: most ids are numbers, which need no text to be read.
    public init?(kind: Kind, utf8 id: UnsafeBufferPointer<UInt8>) {
        self.kind = kind
        switch kind {
        case .stamps, .report:
            let text = String(decoding: id, as: UTF8.self)
            guard kind.accepts(id: text) else { return nil }
            form = .text(text)
        case .reap, .deepvue, .kyc:
            guard let number = Self.number(id, hasDashes: kind != .deepvue) else { return nil }
            form = number
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

    /// Where it stands in a table of items: all bits of a number take part, and a number of this
    /// process's own, so that no vendor can choose ids that stand in each other's way.
    @usableFromInline var scattered: Int {
        guard case .number(let high, let low) = form else { return hashValue }
        let product = (high ^ Self.salt.high).multipliedFullWidth(by: low ^ Self.salt.low)
        return Int(truncatingIfNeeded: product.high ^ product.low &+ UInt64(kind.rank))
    }

    private static let salt = (
        high: UInt64(bitPattern: Int64("high".hashValue)),
        low: UInt64(bitPattern: Int64("low".hashValue))
    )

    /// What 32 hex digits of either case spell, with a UUID's dashes between them; nil of anything
    /// else.
    private static func number(_ id: UnsafeBufferPointer<UInt8>, hasDashes: Bool) -> Form? {
        guard id.count == (hasDashes ? 36 : 32) else { return nil }
        var (high, low) = (UInt64(0), UInt64(0))
        for place in id.indices {
            let byte = id[place]
            if hasDashes, isDash(place) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x41 + 10
            case 0x61...0x66: digit = byte - 0x61 + 10
            default: return nil
            }
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(digit)
        }
        return .number(high, low)
    }

    /// Whether a UUID has a dash there.
    private static func isDash(_ place: Int) -> Bool {
        place == 8 || place == 13 || place == 18 || place == 23
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
    /// The place in the contract's table, which is the place among all cases.
    public var rank: Int {
        switch self {
        case .reap: 0
        case .deepvue: 1
        case .stamps: 2
        case .report: 3
        case .kyc: 4
        }
    }
}
