/// Text from outside made safe to print: nothing in it can steer a terminal or reorder a line.
public enum PlainText {
    /// The text with each control, format and bidirectional control character, line break and
    /// private-use character replaced by `·`, cut to `limit` characters.
    public static func of(_ text: some StringProtocol, limit: Int = 200) -> String {
        var plain = String(String.UnicodeScalarView(text.unicodeScalars.map(replaced)))
        if plain.count > limit { plain = plain.prefix(max(0, limit - 1)) + "…" }
        return plain
    }

    /// The same between quotation marks, for a message about something typed.
    public static func quoted(_ text: some StringProtocol) -> String { "'\(of(text, limit: 60))'" }

    /// Whether a scalar may reach a terminal as it is.
    public static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
            false
        case .format:
            // Zero-width joiners shape emoji and Indic text; everything else here is invisible.
            scalar == "\u{200D}" || scalar == "\u{200C}"
        default:
            true
        }
    }

    private static func replaced(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        isPlain(scalar) ? scalar : "·"
    }
}
