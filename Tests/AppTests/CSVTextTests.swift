import Testing

@testable import App

/// Tables that other programs open.
struct CSVTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("=1+1", "'=1+1"), ("+44", "'+44"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
        ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
        ("\t=1", "'·=1"), ("\r=1", "'·=1"), ("two\nlines", "two·lines"),
        ("\u{1B}[2J", "·[2J"), ("日本", "日本"),
    ])
    func `A cell is quoted, runs in no spreadsheet and steers no terminal`(
        text: String, cell: String
    ) {
        #expect(CSVText.cell(text) == cell)
    }

    @Test func `A line ends as the standard says`() {
        #expect(CSVText.line(["a", "b,c"]) == "a,\"b,c\"\r\n")
    }
}
