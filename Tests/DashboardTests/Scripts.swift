import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// Invented names in the scripts of those whose work is watched.
enum Scripts {
    static let names = [
        "आशा टेस्टवाला", "श्रीमती क्षमा नमूना", "ஆஷா சோதனை", "ক্ষমা নমুনা", "ആശാ ക്\u{200D}ഷമ",
        "محمد مثال", "آزمایشی نمونه", "ישראל לדוגמה", "三月 花子", "홍길동 예시", "한\u{1100}\u{1161}글",
        "👩‍👩‍👧 family", "🇮🇳 flag", "👍🏽 skin", "e\u{301}te\u{301}", "Z\u{351}\u{36B}\u{343}algo", "Straße",
        "ﬁ ligature", "ａｂｃ wide", "\u{FEFF}mark", "тест ёлка", "ไทยตัวอย่าง", "བོད་ཡིག",
    ]
}

/// Names in any script stand in their columns and move nothing beside them.
@Suite struct ScriptTests {
    /// The same items with names of the same width in plain letters.
    private func items(_ kind: Kind, _ name: (String) -> String) -> [TrackedItem] {
        Scripts.names.enumerated().map { number, text in
            let snapshot =
                kind == .stamps
                ? order(40, 9, 27, 2) : counts(.inProgress, 1000, 450 + number, 12)
            return item(kind, number + 1, name(text), snapshot)
        }
    }

    private func plain(_ text: String) -> String {
        String(repeating: "x", count: TextWidth.of(PlainText.of(text)))
    }

    @Test(arguments: [(Kind.reap, View.batches), (.stamps, .stamps), (.kyc, .kyc)])
    func `What stands beside a name in any script is where it is beside plain letters`(
        kind: Kind, view: View
    ) {
        for (width, height) in [(40, 10), (60, 30), (80, 30), (120, 40), (200, 60)] {
            let scripts = screen(dashboard(width, height, items(kind) { $0 }, view: view))
            let letters = screen(dashboard(width, height, items(kind, plain), view: view))
            var compared = 0
            for y in 0..<height {
                let cells = (0..<width).map { (scripts[$0, y], letters[$0, y]) }
                for (x, (one, other)) in cells.enumerated() where one.glyph != other.glyph {
                    // Only names differ: plain letters there, or the end of a name that was cut.
                    #expect(
                        ["x", "…", " "].contains(other.glyph),
                        "\(view) \(width)x\(height): \(one.glyph) for \(other.glyph) at \(x),\(y)")
                }
                compared += cells.contains { $0.1.glyph == "x" } ? 1 : 0
            }
            #expect(compared > 1, "\(view) \(width)x\(height)")
        }
    }

    @Test func `A name in any script is told whole where there is room`() {
        for name in Scripts.names {
            let text = dashboard(
                120, 40, [item(.reap, 1, name, counts(.inProgress, 10, 4, 0))]
            ).text
            let first = PlainText.of(name).split(separator: " ").first.map(String.init) ?? ""
            let shown = Frame.shown(first)
            #expect(text.contains(shown), "\(name): \(shown)")
        }
    }
}

extension Frame {
    /// What a frame shows of a text.
    fileprivate static func shown(_ text: String) -> String {
        var frame = Frame(size: Size(width: 80, height: 1))
        frame.put(text, x: 0, y: 0, style: Style())
        return frame.rows[0]
    }
}
