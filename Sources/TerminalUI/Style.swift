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

    fileprivate init(packed: UInt32) {
        red = UInt8(truncatingIfNeeded: packed)
        green = UInt8(truncatingIfNeeded: packed >> 8)
        blue = UInt8(truncatingIfNeeded: packed >> 16)
        ansi = UInt8(truncatingIfNeeded: packed >> 24)
    }

    fileprivate var packed: UInt32 {
        UInt32(red) | UInt32(green) << 8 | UInt32(blue) << 16 | UInt32(ansi) << 24
    }
}

/// How a cell looks. The colours are packed, because screens are compared cell by cell.
public struct Style: Hashable, Sendable {
    private var front: UInt32 = 0
    private var ground: UInt32 = 0
    private var hasFront = false
    private var hasGround = false
    /// Bold, dim and so on.
    public var attributes: Attributes

    /// The glyph's colour; nil leaves what is there, at the bottom the terminal's own.
    public var foreground: Color? {
        get { hasFront ? Color(packed: front) : nil }
        set {
            front = newValue?.packed ?? 0
            hasFront = newValue != nil
        }
    }

    /// The cell's colour; nil leaves what is there, at the bottom the terminal's own.
    public var background: Color? {
        get { hasGround ? Color(packed: ground) : nil }
        set {
            ground = newValue?.packed ?? 0
            hasGround = newValue != nil
        }
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
        if !hasFront { (style.front, style.hasFront) = (below.front, below.hasFront) }
        if !hasGround { (style.ground, style.hasGround) = (below.ground, below.hasGround) }
        return style
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
    }
}
