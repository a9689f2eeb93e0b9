import Testing

@testable import TerminalUI

@Suite struct StyleTests {
    private let colors = [
        nil, Color(red: 0, green: 0, blue: 0, ansi: 0),
        Color(red: 255, green: 255, blue: 255, ansi: 15), Color(red: 1, green: 2, blue: 3, ansi: 8),
        Color(red: 128, green: 0, blue: 0, ansi: 1),
    ]

    @Test func `Colours and attributes come back as they were put in, whatever is beside them`() {
        var looks: Set<Style> = []
        for foreground in colors {
            for background in colors {
                for bits in UInt8(0)..<32 {
                    let attributes = Style.Attributes(rawValue: bits)
                    var style = Style(attributes: attributes)
                    style.background = background
                    style.foreground = foreground
                    #expect(style.foreground == foreground && style.background == background)
                    #expect(style.attributes == attributes)
                    style.attributes = []
                    #expect(style == Style(foreground: foreground, background: background))
                    style.attributes = attributes
                    looks.insert(style)
                }
            }
        }
        #expect(looks.count == colors.count * colors.count * 32)
    }

    @Test func `A look over another takes only the colours that it leaves open`() {
        let below = Style(foreground: colors[3], background: colors[4], attributes: .bold)
        #expect(
            Style(attributes: .dim).over(below)
                == Style(foreground: colors[3], background: colors[4], attributes: .dim))
        #expect(
            Style(foreground: colors[1]).over(below)
                == Style(foreground: colors[1], background: colors[4]))
        #expect(
            Style(background: colors[2]).over(below)
                == Style(foreground: colors[3], background: colors[2]))
    }

    @Test func `Quiet blanks look as what stands before them, and nobody sees a difference`() {
        let ground = colors[4]
        let quiet = Style(foreground: colors[3], background: ground)
        let strong = Style(foreground: colors[2], background: ground, attributes: .bold)
        let other = Style(foreground: colors[2], background: colors[1])
        let line = Style(foreground: colors[2], background: ground, attributes: .underline)
        var frame = Frame(size: Size(width: 10, height: 2), style: quiet)
        frame.put("ab", x: 0, y: 0, style: strong)
        frame.put("c", x: 4, y: 0, style: quiet)
        frame.put(" ", x: 6, y: 0, style: other)
        frame.put(" ", x: 8, y: 0, style: line)
        let before = frame
        frame.quietBlanks(y: 0)
        #expect(
            (0..<10).map { frame[$0, 0].style }
                == [strong, strong, strong, strong, quiet, quiet, other, quiet, line, quiet])
        #expect(frame.rows == before.rows)
        #expect((0..<10).allSatisfy { frame[$0, 1] == before[$0, 1] })
    }
}
