/// A colour, with the nearest of the sixteen ANSI colours for terminals that have no others.
public struct Color: Hashable, Sendable {
    /// Red, 0 to 255.
    public var red: UInt8
    /// Green, 0 to 255.
    public var green: UInt8
    /// Blue, 0 to 255.
    public var blue: UInt8
    /// The ANSI colour that stands in for it, 0 (black) to 15 (bright white).
    public var ansi: UInt8

    /// A colour and its stand-in.
    public init(red: UInt8, green: UInt8, blue: UInt8, ansi: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
        self.ansi = ansi
    }

    /// The colour of 28 bits.
    fileprivate init(packed: UInt64) {
        red = UInt8(truncatingIfNeeded: packed)
        green = UInt8(truncatingIfNeeded: packed >> 8)
        blue = UInt8(truncatingIfNeeded: packed >> 16)
        ansi = UInt8(truncatingIfNeeded: packed >> 24 & 15)
    }

    fileprivate var packed: UInt64 {
        UInt64(red) | UInt64(green) << 8 | UInt64(blue) << 16 | UInt64(ansi & 15) << 24
    }
}

/// How a cell looks. In one word, because screens are filled, copied and compared cell by cell: two
/// colours of 28 bits, each with one that says whether it is there, and the attributes above them.
public struct Style: Hashable, Sendable {
    private var bits: UInt64 = 0

    private static let colorWidth: UInt64 = 29
    private static let attributesPlace = 2 * colorWidth
    private static let front: UInt64 = 1 << colorWidth - 1
    private static let ground = front << colorWidth

    /// Bold, dim and so on.
    public var attributes: Attributes {
        get { Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> Self.attributesPlace)) }
        set {
            bits &= Self.front | Self.ground
            bits |= UInt64(newValue.rawValue & Attributes.all) << Self.attributesPlace
        }
    }

    /// The glyph's colour; nil leaves what is there, at the bottom the terminal's own.
    public var foreground: Color? {
        get { Self.color(bits) }
        set { bits = bits & ~Self.front | Self.bits(of: newValue) }
    }

    /// The cell's colour; nil leaves what is there, at the bottom the terminal's own.
    public var background: Color? {
        get { Self.color(bits >> Self.colorWidth) }
        set { bits = bits & ~Self.ground | Self.bits(of: newValue) << Self.colorWidth }
    }

    /// The colour in the lowest bits; nil where none is there.
    private static func color(_ bits: UInt64) -> Color? {
        bits & 1 == 0 ? nil : Color(packed: bits >> 1)
    }

    private static func bits(of color: Color?) -> UInt64 {
        color.map { $0.packed << 1 | 1 } ?? 0
    }

    /// A look.
    public init(
        foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []
    ) {
        self.attributes = attributes
        self.foreground = foreground
        self.background = background
    }

    /// This look with the colours that it leaves open taken from `below`.
    func over(_ below: Style) -> Style {
        var style = self
        if bits & Self.front == 0 { style.bits |= below.bits & Self.front }
        if bits & Self.ground == 0 { style.bits |= below.bits & Self.ground }
        return style
    }

    /// Whether the grounds of both are the same, and neither has anything that shows on a blank.
    func hasSameBlank(as other: Style) -> Bool {
        (bits ^ other.bits) & Self.ground == 0
            && attributes.union(other.attributes).isDisjoint(with: [.underline, .reverse])
    }

    /// What a terminal can do to a glyph beside colouring it.
    public struct Attributes: OptionSet, Hashable, Sendable {
        /// One bit an attribute.
        public let rawValue: UInt8

        /// The attributes of these bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Heavier.
        public static let bold = Attributes(rawValue: 1)
        /// Fainter.
        public static let dim = Attributes(rawValue: 2)
        /// Foreground and background exchanged.
        public static let reverse = Attributes(rawValue: 4)
        /// Underlined.
        public static let underline = Attributes(rawValue: 8)
        /// Slanted.
        public static let italic = Attributes(rawValue: 16)

        /// The bits of all of them.
        fileprivate static let all: UInt8 = 31
    }
}
