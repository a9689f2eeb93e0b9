import Testing

@testable import App

@Suite struct TextTableTests {
    private func table(width: Int?) -> TextTable {
        TextTable(
            head: ["ID", "LABEL", "N"], numeric: [2],
            rows: [["x1", "a rather long label", "5"], ["x2", "日本", "1,000"]], width: width)
    }

    private func fitted(width: Int?) -> String {
        var table = table(width: width)
        table.fit(dropping: ["N", "LABEL"], shortening: [(column: "LABEL", least: 9)])
        return table.text
    }

    @Test func `A table keeps everything in a pipe`() {
        #expect(
            fitted(width: nil) == """
                ID  LABEL                    N
                x1  a rather long label      5
                x2  日本                 1,000

                """)
    }

    @Test func `A table that is a little too wide is cut in its longest column`() {
        #expect(
            fitted(width: 21) == """
                ID  LABEL           N
                x1  a rather …      5
                x2  日本        1,000

                """)
    }

    @Test func `A table is cut with ASCII alone where nothing else can be shown`() {
        var table = table(width: 21)
        table.ellipsis = "~"
        table.fit(dropping: ["N", "LABEL"], shortening: [(column: "LABEL", least: 9)])
        #expect(table.text.contains("a rather ~ ") || table.text.contains("a rather l~"))
    }

    @Test func `A table that is far too wide loses columns and never wraps`() {
        #expect(fitted(width: 14) == "ID  LABEL\nx1  a rather …\nx2  日本\n")
        #expect(fitted(width: 12) == "ID\nx1\nx2\n")
        for width in 1...60 {
            for line in fitted(width: width).split(separator: "\n") { #expect(line.count <= width) }
        }
    }
}
