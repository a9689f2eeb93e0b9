/// How many columns text takes on a terminal: the one place where that is decided.
///
/// Terminals and ncurses measure scalar by scalar as `wcwidth` of the C library does, so that is
/// the measure here, in the form that glibc 2.36 has for `C.UTF-8` (Unicode 14). A grapheme takes
/// what its scalars take: marks nothing, an ideograph two, and a Devanagari or Tamil conjunct one
/// for each letter and spacing vowel sign in it. An emoji sequence, about which terminals
/// disagree, is shown as its first emoji. What cannot be shown as it is takes one column, for `·`.
public enum TextWidth {
    /// The columns of a text.
    public static func of(_ text: String) -> Int {
        plainColumns(text) ?? text.reduce(0) { $0 + of($1) }
    }

    /// The columns of a part of a text.
    public static func of(_ text: Substring) -> Int { of(String(text)) }

    /// The columns of one grapheme: at least 1, and more than 2 only for conjuncts of several
    /// letters.
    public static func of(_ grapheme: Character) -> Int {
        var columns = 0
        split(grapheme) { columns += $1 }
        return columns
    }

    /// The longest front part of `text` that fits in `columns`, with `ellipsis` at its end when
    /// something was cut off.
    public static func fit(_ text: String, in columns: Int, ellipsis: String = "…") -> String {
        // No letter has more columns than bytes.
        guard text.utf8.count > columns, of(text) > columns else { return text }
        let room = columns - of(ellipsis)
        guard room >= 0 else { return "" }
        var kept = ""
        var used = 0
        for grapheme in text {
            let width = of(grapheme)
            guard used + width <= room else { break }
            kept.append(grapheme)
            used += width
        }
        return kept + ellipsis
    }

    /// What stands for a scalar that a terminal must not get.
    static let replacement: Unicode.Scalar = "·"

    /// More marks on one letter than this are left out: a cell of ncurses holds no more.
    static let mostMarks = 4

    /// Gives the pieces of a grapheme that each take a cell of their own, or a pair of cells: a
    /// spacing scalar with the marks on it, and the columns it takes, 1 or 2.
    static func split(
        _ grapheme: Character, _ body: (String.UnicodeScalarView, Int) -> Void
    ) {
        var piece = String.UnicodeScalarView()
        var columns = 0
        var marks = 0
        for scalar in grapheme.unicodeScalars {
            var scalar = scalar
            var width = Self.columns(of: scalar)
            if columns == 0 {
                if width == nil || width == 0 { (scalar, width) = (replacement, 1) }
            } else if width == nil {
                if scalar.properties.generalCategory == .format { continue }
                (scalar, width) = (replacement, 1)
            } else if width == 0 {
                marks += 1
                if marks <= mostMarks, !isPresentationSelector(scalar) { piece.append(scalar) }
                continue
            } else if continuesEmoji(scalar) {
                if piece.last == joiner { piece.removeLast() }
                break
            }
            if columns > 0 { body(piece, columns) }
            piece.removeAll(keepingCapacity: true)
            piece.append(scalar)
            columns = width ?? 1
            marks = 0
        }
        if columns > 0 { body(piece, columns) }
    }

    private static let joiner: Unicode.Scalar = "\u{200D}"

    /// Selectors between the text and emoji forms of a symbol: some terminals widen a symbol for
    /// one, against `wcwidth`, so they are left out.
    private static func isPresentationSelector(_ scalar: Unicode.Scalar) -> Bool {
        (0xFE0E...0xFE0F).contains(scalar.value)
    }

    /// Skin tones and what is joined to an emoji; not the letters of a flag, which stand alone.
    private static func continuesEmoji(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isEmoji && !(0x1F1E6...0x1F1FF).contains(scalar.value)
    }
}
