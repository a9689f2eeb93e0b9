import Domain
import Testing

@Suite struct UploadCheckTests {
    private func check(
        _ text: String, _ kind: Kind = .reap, droppingFailed: Bool = false
    ) -> UploadCheck {
        UploadCheck(Array(text.utf8), for: kind, droppingFailed: droppingFailed)
    }

    @Test func `A good file is sent as it is, a byte order mark left out`() {
        let text = "externalId,shareToken,applicantLevel,extra\na-1,tok,basic,\"x,y\"\n"
        let plain = check(text)
        #expect(plain.faults.isEmpty)
        #expect(plain.rows == 1)
        #expect(plain.bytes == Array(text.utf8))
        #expect(check("\u{FEFF}" + text).bytes == Array(text.utf8))
    }

    @Test func `Every fault is told with its line`() {
        let faults = check(
            "externalId,shareToken\na-1,tok\n,tok\n\na-3,\na-4,FAILED\na-5,DRY_RUN\n"
        ).faults
        #expect(
            faults.map { "\($0.line ?? 0): \($0.sentence)" } == [
                "3: externalId is empty", "5: shareToken is empty", "6: shareToken is FAILED",
                "7: shareToken is DRY_RUN",
            ])
    }

    @Test func `A quote that is never closed and control characters are faults of their line`() {
        let head = "externalId,shareToken\n"
        let open = check(head + "a-1,tok\na-2,\"tok\na-3,tok\n").faults
        #expect(open.map(\.sentence) == ["a quote is opened here and never closed"])
        #expect(open.map(\.line) == [3])
        let steering = check(head + "a-1,t\u{1B}[2Jk\n").faults
        #expect(steering.map(\.sentence) == ["shareToken holds control characters"])
        #expect(steering.map(\.line) == [2])
    }

    @Test func `Rows without a usable token can be left out`() {
        let check = check(
            "externalId,shareToken\na-1,tok\na-2,FAILED\na-3,\na-4,tok\n", droppingFailed: true)
        #expect(check.faults.isEmpty)
        #expect(check.rows == 2)
        #expect(check.dropped == 2)
        #expect(
            String(decoding: check.bytes, as: UTF8.self)
                == "externalId,shareToken\na-1,tok\na-4,tok\n")
    }

    @Test(arguments: [
        ("", "is empty"), ("externalId,shareToken\n", "no row"),
        ("externalid,shareToken\na,b\n", "externalId is missing"),
        ("externalId,sharetoken\na,b\n", "shareToken is missing"),
    ])
    func `A file that is no batch says why`(text: String, words: String) {
        #expect(check(text).faults.contains { $0.sentence.contains(words) })
    }

    @Test func `Size, number of rows and text are held to the vendors' limits`() {
        let rows = String(repeating: "a,t\n", count: 5001)
        let long = check("externalId,shareToken\n" + rows)
        #expect(long.faults.map(\.sentence) == ["has 5001 rows; Reap takes at most 5,000"])
        let large = UploadCheck([UInt8](repeating: 65, count: (10 << 20) + 1), for: .deepvue)
        #expect(large.faults.map(\.sentence) == ["is larger than 10 MB"])
        let binary = UploadCheck([0x61, 0x0A, 0xC3, 0xA9, 0x0A, 0x62, 0xFF, 0x0A], for: .deepvue)
        #expect(binary.faults.map(\.sentence) == ["is not UTF-8 text"])
        #expect(binary.faults.map(\.line) == [3])
        let head = Array("externalId,shareToken\né,b\n".utf8)
        let late = UploadCheck(head + [0x61, 0xE9], for: .reap)
        #expect(late.faults.map(\.line) == [3])
        #expect(check("vpa\nasha@bank\n", .deepvue).faults.isEmpty)
    }

    @Test(arguments: [
        ("a,b", ["a", "b"]), (" a , b ", ["a", "b"]),
        ("\"a,b\",\"say \"\"hi\"\"\"", ["a,b", "say \"hi\""]), ("", [""]), ("a,", ["a", ""]),
        ("\"open", ["open"]),
    ])
    func `A CSV record is split as spreadsheets write it`(text: String, cells: [String]) {
        #expect(CSVRecord.cells(of: text) == cells)
    }

    @Test func `A quoted cell runs over lines, and the next record knows its own`() {
        let records = CSVRecord.records(of: "h\r\n\"one\ntwo\",x\r\n\r\nlast\r\n")
        #expect(records.map(\.line) == [1, 2, 5])
        #expect(records[1].cells == ["one\ntwo", "x"])
    }
}
