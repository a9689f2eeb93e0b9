/// One cell of a screen: a glyph and its look. It holds no reference, so that screens are drawn,
/// copied and compared as plain memory.
public struct Cell: Hashable, Sendable {
    /// The glyph's scalars.
    public let scalars: Glyph
    /// How it looks.
    public var style: Style

    /// An empty cell.
    public init(style: Style = Style()) {
        scalars = .space
        self.style = style
    }

    /// A cell with a glyph that has been measured and found printable.
    init(measured glyph: Glyph, style: Style) {
        scalars = glyph
        self.style = style
    }

    /// A letter or symbol with its marks, of one or two columns; empty in the right half of a
    /// two-column glyph. Never a control character: only a frame makes cells that hold text.
    public var glyph: String { String(String.UnicodeScalarView(scalars)) }

    /// Whether it is the right half of the glyph before it.
    public var isRightHalf: Bool { scalars.isEmpty }
}

/// Up to six scalars, a letter and its marks, 21 bits each.
public struct Glyph: Hashable, Sendable, Sequence {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Nothing: the right half of a glyph of two columns.
    static let none = Glyph()
    /// An empty cell's.
    static let space = Glyph(" ")

    private init() {}

    /// One scalar but the first, U+0000, which stands for the end.
    init(_ scalar: Unicode.Scalar) { low = UInt64(scalar.value) }

    /// The first six of some scalars.
    init(_ scalars: String.UnicodeScalarView) {
        for (place, scalar) in scalars.prefix(6).enumerated() {
            let bits = UInt64(scalar.value) << (place % 3 * 21)
            if place < 3 { low |= bits } else { high |= bits }
        }
    }

    /// Whether there is no scalar.
    public var isEmpty: Bool { low == 0 }

    /// The only scalar; nil when there are none or more.
    public var single: UInt32? { low != 0 && low >> 21 == 0 ? UInt32(low) : nil }

    /// The scalars from the first to the last.
    public func makeIterator() -> AnyIterator<Unicode.Scalar> {
        var place = 0
        return AnyIterator {
            guard place < 6 else { return nil }
            let bits = (place < 3 ? low : high) >> (place % 3 * 21) & 0x1F_FFFF
            place += 1
            return bits == 0 ? nil : Unicode.Scalar(UInt32(bits))
        }
    }
}
