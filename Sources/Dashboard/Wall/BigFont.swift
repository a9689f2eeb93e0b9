import TerminalUI

/// Letters and digits that are drawn with cells, five points high, to be read from afar.
enum BigFont {
    /// How large a point is.
    enum Scale: Equatable {
        /// A column wide and half a row high, which takes Unicode's half blocks.
        case half
        /// A column wide and a row high.
        case narrow
        /// This many rows high and twice as many columns wide.
        case whole(Int)

        /// Columns of a point.
        var columns: Int {
            switch self {
            case .half, .narrow: 1
            case .whole(let rows): 2 * rows
            }
        }

        /// Rows of a line of text.
        var rows: Int {
            switch self {
            case .half: 3
            case .narrow: 5
            case .whole(let rows): 5 * rows
            }
        }

        /// From the largest to the smallest that these characters can draw.
        static func all(_ glyphs: Glyphs) -> [Scale] {
            [.whole(4), .whole(3), .whole(2), .whole(1), glyphs == .unicode ? .half : .narrow]
        }
    }

    /// Columns of a text.
    static func width(of text: String, _ scale: Scale) -> Int {
        let points = text.uppercased().reduce(0) { $0 + (art($1).first?.count ?? 0) + 1 }
        return max(0, points - 1) * scale.columns
    }

    /// The largest scale at which a text fits; nil when none does.
    static func scale(for text: String, in size: Size, _ glyphs: Glyphs) -> Scale? {
        Scale.all(glyphs).first { scale in
            scale.rows <= size.height && width(of: text, scale) <= size.width
        }
    }

    /// The rows of a text, made of blanks and blocks.
    static func rows(of text: String, _ scale: Scale, _ glyphs: Glyphs) -> [String] {
        let lines = points(of: text)
        if scale == .half {
            return stride(from: 0, to: 6, by: 2).map { top in
                String(
                    lines[top].indices.map { column in
                        let upper = lines[top][column]
                        let lower = top + 1 < lines.count && lines[top + 1][column]
                        return upper ? (lower ? "█" : "▀") : lower ? "▄" : " "
                    } as [Character])
            }
        }
        let block = glyphs == .unicode ? "█" : "#"
        return lines.flatMap { line in
            let row = line.map { String(repeating: $0 ? block : " ", count: scale.columns) }
                .joined()
            return [String](repeating: row, count: scale.rows / 5)
        }
    }

    /// Five lines of points, each letter followed by one empty column but the last.
    private static func points(of text: String) -> [[Bool]] {
        var lines = [[Bool]](repeating: [], count: 5)
        for (place, character) in text.uppercased().enumerated() {
            for (line, row) in art(character).enumerated() {
                if place > 0 { lines[line].append(false) }
                lines[line] += row.map { $0 == "#" }
            }
        }
        return lines
    }

    /// What is not in the font is a blank.
    private static func art(_ character: Character) -> [Substring] {
        letters[character] ?? blank
    }

    private static let blank: [Substring] = ["  ", "  ", "  ", "  ", "  "]

    private static let letters: [Character: [Substring]] = {
        var letters: [Character: [Substring]] = [:]
        for (names, art) in alphabet {
            let lines = art.split(separator: "\n").map {
                $0.split(separator: "|", omittingEmptySubsequences: false)
            }
            for (place, name) in names.enumerated() {
                letters[name] = lines.map { $0[place] }
            }
        }
        return letters
    }()

    private static let alphabet: [(String, String)] = [
        (
            "0123456789",
            """
            ###| # |###|###|# #|###|###|###|###|###
            # #|## |  #|  #|# #|#  |#  |  #|# #|# #
            # #| # |###|###|###|###|###|  #|###|###
            # #| # |#  |  #|  #|  #|# #|  #|# #|  #
            ###|###|###|###|  #|###|###|  #|###|###
            """
        ),
        (
            "ABCDEFGHIJKLM",
            """
            ###|## |###|## |###|###|###|# #|###|###|# #|#  |#   #
            # #|# #|#  |# #|#  |#  |#  |# #| # |  #|# #|#  |## ##
            ###|## |#  |# #|## |## |# #|###| # |  #|## |#  |# # #
            # #|# #|#  |# #|#  |#  |# #|# #| # |# #|# #|#  |#   #
            # #|## |###|## |###|#  |###|# #|###|###|# #|###|#   #
            """
        ),
        (
            "NOPQRSTUVWXYZ",
            """
            #  #|###|###|### |## |###|###|# #|# #|#   #|# #|# #|###
            ## #|# #|# #|# # |# #|#  | # |# #|# #|#   #|# #|# #|  #
            # ##|# #|###|# # |## |###| # |# #|# #|# # #| # | # | # 
            #  #|# #|#  |### |# #|  #| # |# #|# #|## ##|# #| # |#  
            #  #|###|#  |  ##|# #|###| # |###| # |#   #|# #| # |###
            """
        ),
        (
            ".,:!%/-+",
            """
             | | |#|# #|  #|   |   
             | |#|#|  #|  #|   | # 
             | | |#| # | # |###|###
             |#|#| |#  |#  |   | # 
            #|#| |#|# #|#  |   |   
            """
        ),
    ]
}

extension Canvas {
    /// Draws a text in large letters with a role's colours on the ground that is there.
    mutating func putBig(
        _ text: String, _ role: Role, x: Int, y: Int, _ scale: BigFont.Scale,
        attributes: Style.Attributes = []
    ) {
        for (line, row) in BigFont.rows(of: text, scale, symbols.glyphs).enumerated() {
            put(Span(row, role, attributes), x: x, y: y + line)
        }
    }
}
