import Domain
import Foundation
import JSON
import TerminalUI
import Testing

@testable import App

private let start = Timestamp(milliseconds: 1_760_000_000_000)

private func item(label: String?, _ answer: Snapshot?) throws -> TrackedItem {
    let key = try #require(ItemKey(kind: .reap, id: "f208a887-9fa6-4447-a52b-c1d6e089536f"))
    var item = TrackedItem(key: key, label: label, trackedAt: start)
    if let answer { _ = item.take(.success(answer), at: start) }
    return item
}

@Suite struct ItemOutputTests {
    @Test func `A cell that a spreadsheet would run is made harmless, a number is not touched`()
        throws
    {
        let answer = Snapshot(
            state: .completed, vendorState: "@SUM(A1)", total: 10, processed: 12, failed: 1,
            failureReason: "a \"quoted\" reason,\r\nover two lines")
        let hostile = try item(label: "=HYPERLINK(\"http://x.example\",\"y\")", answer)
        let text = ItemCSV.text([hostile], at: start, cadences: Cadences())
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.count == 3 && lines[2].isEmpty)
        #expect(lines[0].hasPrefix("kind,id,label,state,vendor_state,flags,total,"))
        #expect(lines[1].contains(#","'=HYPERLINK(""http://x.example"",""y"")","#))
        #expect(lines[1].contains(",'@SUM(A1),"))
        #expect(lines[1].contains(",-2,"))
        #expect(lines[1].contains(#""a ""quoted"" reason,··over two lines""#))
        #expect(CSVRecord.cells(of: lines[0]).count == CSVRecord.cells(of: lines[1]).count)
    }

    @Test(arguments: [20, 40, 60, 80, 120])
    func `A progress line is never wider than its terminal`(width: Int) throws {
        let answer = Snapshot(state: .inProgress, total: 4000, processed: 1000, failed: 12)
        for label in ["March import", String(repeating: "日本", count: 40), "a\u{1B}[2Jb"] {
            for glyphs in Glyphs.allCases {
                let line = ProgressLine(
                    item: try item(label: label, answer), now: start, width: width,
                    glyphs: glyphs
                ).text
                #expect(TextWidth.of(line) <= width)
                #expect(line.unicodeScalars.allSatisfy(PlainText.isPlain))
            }
        }
        if width >= 60 {
            let line = ProgressLine(
                item: try item(label: "March import", answer), now: start, width: width,
                glyphs: .ascii
            ).text
            #expect(line.hasPrefix("March import"))
            #expect(line.contains(" 25%  12 failed"))
        }
    }

    @Test func `A page says what is known and lets nothing steer the terminal`() throws {
        var known = try item(
            label: "March\u{1B}]0;x\u{7} import",
            Snapshot(
                state: .failed, vendorState: "failed", total: 100, processed: 90, failed: 10,
                failureReason: "bad\nrows", facts: [.init(name: "entity\u{9B}", value: "v\u{202E}")]
            ))
        _ = known.take(
            .failure(CheckFailure(.auth, httpStatus: 401, code: "0200", message: "refused")),
            at: start + .seconds(60))
        let page = ItemPage(
            item: known,
            history: [
                HistoryPoint(at: start, state: .failed, total: 100, processed: 90, failed: 10)
            ], activity: [], notes: [], now: start + .seconds(120),
            cadence: .standard(for: .reap), isUTC: true)
        for words in [
            "failed, 10 unaccounted", "Reason         bad·rows", "refused (HTTP 401, code 0200)",
            "2025-10-09 08:53:20 UTC, 2m ago", "90 of 100 processed, 10 failed", "Check fails",
        ] {
            #expect(page.text.contains(words), "\(page.text)")
        }
        #expect(
            page.text.unicodeScalars.allSatisfy { $0 == "\n" || PlainText.isPlain($0) })
    }

    @Test func `A result file is there whole or not at all, and takes no other's place`() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/out.csv"
        func write(_ text: String, to output: OutputFile) throws {
            let draft = try output.draft()
            #expect(Array(text.utf8).withUnsafeBytes { draft.take($0) })
            // Until it is whole there is nothing to be seen of it.
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(!names.contains { $0.hasSuffix(".part") })
            try output.place(draft)
        }
        try write("a,b\n", to: try OutputFile(path, isForced: false))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "a,b\n")
        #expect(throws: ProgramFailure.self) { try OutputFile(path, isForced: false) }
        let late = try OutputFile(folder.path + "/late.csv", isForced: false)
        try "theirs".write(toFile: folder.path + "/late.csv", atomically: true, encoding: .utf8)
        #expect(throws: ProgramFailure.self) { try write("a", to: late) }
        #expect(
            try String(contentsOfFile: folder.path + "/late.csv", encoding: .utf8) == "theirs")
        try write("c", to: try OutputFile(path, isForced: true))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "c")
        #expect(throws: ProgramFailure.self) { try OutputFile("/dev/null", isForced: true) }
        #expect(throws: ProgramFailure.self) {
            try OutputFile(folder.path + "/nowhere/x.csv", isForced: false)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(names) == ["out.csv", "late.csv"])
    }
}
