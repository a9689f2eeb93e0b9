import TestSupport
import Testing

@testable import TerminalUI

@Suite struct TextWidthTests {
    /// Kept from terminals by decision, whatever the C library says of them.
    private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .privateUse, .lineSeparator, .paragraphSeparator: true
        case .format:
            scalar.properties.isBidiControl || scalar.properties.isDefaultIgnorableCodePoint
                || scalar.value == 0xFEFF || (0xFFF9...0xFFFB).contains(scalar.value)
        default: false
        }
    }

    @Test func `Every assigned scalar is as wide as the C library says`() {
        var wrong: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.age != nil else { continue }
            let ours = TextWidth.columns(of: scalar)
            let theirs = systemColumns(of: scalar)
            if ours == nil, isForbidden(scalar) { continue }
            if (ours ?? -1) != theirs {
                wrong.append("\(String(value, radix: 16)): \(ours ?? -1), not \(theirs)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) wrong: \(wrong.prefix(20))")
    }

    @Test(
        arguments: [
            ("plain", 5), ("Zoe\u{308}", 3), ("日本", 4), ("ﾊﾝｶｸ", 4), ("한글", 4),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("नमस्ते", 4), ("क्षितिज", 6), ("தமிழ்", 4),
            ("مُحَمَّد", 4), ("שָׁלוֹם", 4), ("😀", 2), ("👩‍💻", 2), ("👍🏽", 2), ("❤️", 1), ("🇮🇳", 2),
            ("1️⃣", 1), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("a\u{200B}b", 3), ("\u{301}", 1), ("\u{1B}[0m", 4),
            ("\u{202E}x", 2), ("\r\n", 2), ("", 0),
        ])
    func `Writing systems and emoji have a decided width`(text: String, columns: Int) {
        #expect(TextWidth.of(text) == columns)
        var frame = Frame(size: Size(width: 20, height: 1))
        #expect(frame.put(text, x: 0, y: 0, style: Style()) == columns)
    }

    @Test func `Letters of a conjunct are all shown, an emoji sequence as its first emoji`() {
        var frame = Frame(size: Size(width: 20, height: 3))
        frame.put("क्षितिज", x: 0, y: 0, style: Style())
        frame.put("👩‍💻👍🏽❤️", x: 0, y: 1, style: Style())
        frame.put("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", x: 0, y: 2, style: Style())
        #expect(frame.rows == ["क्षितिज", "👩👍❤", "e\u{301}\u{302}\u{303}\u{304}"])
    }

    @Test func `What does not fit is cut between graphemes and marked`() {
        #expect(TextWidth.fit("Batch 日本語", in: 12) == "Batch 日本語")
        #expect(TextWidth.fit("Batch 日本語", in: 11) == "Batch 日本…")
        #expect(TextWidth.fit("Batch 日本語", in: 10) == "Batch 日…")
        #expect(TextWidth.fit("abc", in: 1) == "…")
        #expect(TextWidth.fit("abc", in: 0) == "")
        #expect(TextWidth.fit("abcdef", in: 5, ellipsis: "...") == "ab...")
    }
}
