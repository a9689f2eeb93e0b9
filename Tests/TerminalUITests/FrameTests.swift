import TerminalUI
import TestSupport
import Testing

@Suite struct FrameTests {
    private let red = Style(foreground: Color(red: 255, green: 0, blue: 0, ansi: 9))

    @Test func `Text is clipped at every side`() {
        var frame = Frame(size: Size(width: 6, height: 1))
        #expect(frame.put("abcdefgh", x: -2, y: 0, style: red) == 8)
        #expect(frame.rows == ["cdefgh"])
        #expect(frame.put("XYZ", x: 5, y: 0, style: red) == 1)
        #expect(frame.put("xyz", x: 0, y: 0, style: red, limit: 2) == 2)
        #expect(frame.rows == ["xyefgX"])
        for (x, y) in [(0, -1), (0, 1), (6, 0), (-9, 0), (.max, 0), (.min, 0)] {
            frame.put("no", x: x, y: y, style: red)
        }
        frame.fill(Rect(x: 5, y: 0, width: .max, height: .max), style: red)
        #expect(frame.rows == ["xyefg"])
    }

    @Test func `A wide glyph is never shown by half`() {
        var frame = Frame(size: Size(width: 6, height: 1))
        #expect(frame.put("日本語", x: -1, y: 0, style: red) == 6)
        #expect(frame.rows == [" 本語"])
        #expect(frame.put("本", x: 5, y: 0, style: red) == 0)
        frame.put("本", x: 2, y: 0, style: red)
        #expect(frame.rows == ["  本"])
        frame.put("x", x: 3, y: 0, style: red)
        #expect(frame.rows == ["   x"])
        frame.put("日本語", x: 0, y: 0, style: red)
        frame.fill(Rect(x: 1, y: 0, width: 2, height: 1), style: Style())
        #expect(frame.rows == ["    語"])
    }

    @Test func `Both halves of a wide glyph look alike`() {
        var frame = Frame(size: Size(width: 6, height: 1))
        frame.put("日本語", x: 0, y: 0, style: Style())
        frame.restyle(Rect(x: 1, y: 0, width: 2, height: 1)) { $0 = red }
        let styles = (0..<6).map { frame[$0, 0].style }
        #expect(styles == [Style(), Style(), red, red, Style(), Style()])
    }

    @Test func `A style without colours keeps what is there`() {
        let blue = Color(red: 0, green: 0, blue: 255, ansi: 12)
        var frame = Frame(size: Size(width: 4, height: 1), style: Style(background: blue))
        frame.put("ab", x: 0, y: 0, style: red)
        frame.put("é", x: 2, y: 0, style: red)
        for x in 0..<3 {
            #expect(
                frame[x, 0].style == Style(foreground: red.foreground, background: blue))
        }
    }

    @Test func `No screen is smaller than nothing`() {
        for size in [
            Size(width: 0, height: 0), Size(width: 0, height: 3), Size(width: 3, height: 0),
        ] {
            var frame = Frame(size: size)
            frame.put("日a", x: 0, y: 0, style: red)
            frame.fill(Rect(size), style: red)
            frame.restyle(Rect(x: -1, y: -1, width: 9, height: 9)) { $0 = red }
            #expect(frame.rows.joined().isEmpty)
        }
    }

    @Test func `Whatever text is drawn, every cell can be shown`() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let size = Size(width: .random(in: 1...12, using: &random), height: 2)
            var frame = Frame(size: size)
            for _ in 0..<8 {
                let scalars = (0..<6).map { _ in
                    Unicode.Scalar(UInt32.random(in: 0...0x1FFFF, using: &random)) ?? "\u{7}"
                }
                var text = String(String.UnicodeScalarView(scalars))
                text +=
                    ["\u{301}", "日", "\u{202E}", "👩‍💻", "\u{1B}]52;", "क्षि"].randomElement(
                        using: &random) ?? ""
                frame.put(
                    text, x: .random(in: -6...12, using: &random),
                    y: .random(in: 0...1, using: &random), style: red)
            }
            for y in 0..<size.height { check(frame, row: y) }
        }
    }

    private func check(_ frame: Frame, row y: Int) {
        var x = 0
        while x < frame.size.width {
            let scalars = Array(frame[x, y].glyph.unicodeScalars)
            let columns = scalars.map { systemColumns(of: $0) }
            let isSound =
                (1...2).contains(columns.first ?? 0) && columns.dropFirst().allSatisfy { $0 == 0 }
                && scalars.count <= 5
                && !scalars.contains { $0.properties.isBidiControl || $0.value < 0x20 }
            #expect(isSound, "\(scalars) at \(x)")
            guard isSound else { return }
            if columns[0] == 2 {
                #expect(x + 1 < frame.size.width && frame[x + 1, y].isRightHalf)
            }
            x += columns[0]
        }
    }

    @Test func `The nearest of the 256 colours is found`() {
        func nearest(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
            Color(red: red, green: green, blue: blue, ansi: 0).indexed256
        }
        #expect(nearest(0, 0, 0) == 16)
        #expect(nearest(255, 255, 255) == 231)
        #expect(nearest(255, 0, 0) == 196)
        #expect(nearest(95, 135, 175) == 67)
        #expect(nearest(8, 8, 8) == 232)
        #expect(nearest(119, 117, 118) == 243)
        #expect(nearest(254, 96, 1) == 202)
    }
}
