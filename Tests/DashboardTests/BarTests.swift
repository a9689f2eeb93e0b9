import TerminalUI
import Testing

@testable import Dashboard

@Suite struct BarTests {
    /// What a bar is drawn of, with the failed part's cells in lower case `f` where only the
    /// colour tells them apart.
    private func drawn(_ bar: Bar, _ width: Int, _ glyphs: Glyphs, hasColor: Bool) -> String {
        bar.pieces(width: width, glyphs: glyphs, hasColor: hasColor).map { piece in
            if piece.role == .barFailed, piece.glyph == "█" { return "f" }
            return piece.glyph
        }.joined()
    }

    @Test(arguments: [
        (100, 0, 0, 8, "        "), (100, 1, 0, 8, "▏       "), (100, 50, 0, 8, "████    "),
        (100, 45, 0, 8, "███▌    "), (100, 99, 0, 8, "███████▉"),
        (1_000_000, 999_999, 0, 8, "███████▉"),
        (100, 100, 0, 8, "████████"), (100, 100, 1, 8, "███████f"),
        (100, 100, 100, 8, "ffffffff"), (100, 50, 50, 8, "ffff    "),
        (100, 99, 1, 8, "██████▉▉"), (1_000_000, 1, 1, 8, "f       "),
        (100, 45, 12, 8, "██▌▌    "), (100, 150, 0, 8, "████████"), (100, -5, 0, 8, "        "),
        (1, .max, .max, 4, "ffff"), (100, 99, 99, 1, "▉"),
    ])
    func `With colour the parts meet in eighths of a cell`(
        total: Int, processed: Int, failed: Int, width: Int, expected: String
    ) {
        let bar = Bar(total: total, processed: processed, failed: failed)
        #expect(drawn(bar, width, .unicode, hasColor: true) == expected)
    }

    @Test(arguments: [
        (100, 45, 0, 8, "███▌····"), (100, 45, 12, 8, "██▒·····"), (100, 100, 1, 8, "███████▒"),
        (100, 99, 1, 8, "██████▒·"), (100, 1, 1, 8, "▒·······"), (100, 100, 0, 8, "████████"),
    ])
    func `Without colour the failed part is another glyph`(
        total: Int, processed: Int, failed: Int, width: Int, expected: String
    ) {
        let bar = Bar(total: total, processed: processed, failed: failed)
        #expect(drawn(bar, width, .unicode, hasColor: false) == expected)
    }

    @Test(arguments: [
        (100, 60, 20, 12, "[####xx....]"), (100, 99, 0, 12, "[#########.]"),
        (100, 100, 1, 12, "[#########x]"), (100, 100, 0, 12, "[##########]"),
        (100, 1, 1, 12, "[x.........]"), (100, 0, 0, 12, "[..........]"),
    ])
    func `In ASCII the bar has brackets and the failed part is x`(
        total: Int, processed: Int, failed: Int, width: Int, expected: String
    ) {
        let bar = Bar(total: total, processed: processed, failed: failed)
        #expect(drawn(bar, width, .ascii, hasColor: true) == expected)
    }

    @Test func `A bar is full exactly when everything is processed and shows one failure`() {
        for width in 2...30 {
            for processed in 0...200 {
                for failed in Set([0, 1, processed / 2, processed]) where failed <= processed {
                    let bar = Bar(total: 200, processed: processed, failed: failed)
                    for (glyphs, color) in [
                        (Glyphs.unicode, true), (.unicode, false), (.ascii, true),
                    ] {
                        let pieces = bar.pieces(width: width, glyphs: glyphs, hasColor: color)
                            .filter { $0.role != .muted }
                        let isFull = pieces.allSatisfy {
                            ["█", "▒", "#", "x"].contains($0.glyph) || $0.ground == .barFailed
                        }
                        let showsFailed = pieces.contains { $0.role == .barFailed }
                        #expect(isFull == (processed == 200), "\(bar) in \(width), \(glyphs)")
                        #expect(showsFailed == (failed > 0), "\(bar) in \(width), \(glyphs)")
                    }
                }
            }
        }
    }

    @Test(arguments: [
        (100, 100, 0, 8, "━━━━━━━━", "━━━━━━━━", "[======]"),
        (100, 100, 1, 8, "━━━━━━━f", "━━━━━━━▒", "[=====x]"),
        (100, 99, 31, 8, "━━━━━ff·", "━━━━━▒▒·", "[====x.]"),
        (100, 100, 100, 8, "ffffffff", "▒▒▒▒▒▒▒▒", "[xxxxxx]"),
    ])
    func `Work that is over is a thin line, and its failed part stays a block`(
        total: Int, processed: Int, failed: Int, width: Int, colored: String, plain: String,
        ascii: String
    ) {
        let bar = Bar(total: total, processed: processed, failed: failed, isSettled: true)
        #expect(drawn(bar, width, .unicode, hasColor: true) == colored)
        #expect(drawn(bar, width, .unicode, hasColor: false) == plain)
        #expect(drawn(bar, width, .ascii, hasColor: true) == ascii)
    }
}
