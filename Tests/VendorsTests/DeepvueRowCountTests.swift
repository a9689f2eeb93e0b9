import Domain
import Testing
import Vendors

/// The rows of a result file are counted as it comes, however it is cut.
struct DeepvueRowCountTests {
    private func counts(_ bytes: [UInt8], inPiecesOf size: Int) -> [Int?] {
        var rows = DeepvueRowCount()
        for start in stride(from: 0, to: bytes.count, by: size) {
            bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { rows.take($0) }
        }
        var answer = Snapshot(state: .completed)
        rows.finish(into: &answer)
        return [answer.total, answer.processed, answer.succeeded, answer.failed]
    }

    @Test(arguments: [1, 2, 7, 1000])
    func `Quotes, blank lines and line ends are where the format has them`(size: Int) {
        let text =
            "vpa,\"name, in full\",Account_Exists\r\n\r\n"
            + "a@b,\"Nobody\nat all\", TRUE \r\nb@b,,false\nc@b\n  \nd@b,\"x\"\"y\",true"
        #expect(counts(Array(text.utf8), inPiecesOf: size) == [4, 4, 2, 2])
    }

    @Test func `Without the column only the rows are counted, and what is no text tells nothing`() {
        #expect(counts(Array("a,b\n1,2\n".utf8), inPiecesOf: 3) == [1, 1, nil, nil])
        #expect(counts([], inPiecesOf: 3) == [nil, nil, nil, nil])
        let spreadsheet: [UInt8] = [0x50, 0x4B, 3, 4, 10, 0xFF, 0xFE, 10, 65, 10]
        #expect(counts(spreadsheet, inPiecesOf: 3) == [nil, nil, nil, nil])
    }
}
