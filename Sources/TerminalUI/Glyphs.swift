/// Which characters drawings are made of.
public enum Glyphs: String, CaseIterable, Sendable {
    /// Box drawing, eighth blocks and arrows.
    case unicode
    /// The printable characters of ASCII alone.
    case ascii
}
