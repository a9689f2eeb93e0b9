import Glibc
import JSON
import Testing

struct JSONParsingTests {
    private func parse(_ text: String) throws(JSONFault) -> JSON {
        try JSON(parsing: Array(text.utf8))
    }

    static let valid: [(String, JSON)] = [
        ("null", JSON.null), ("true", true), (" \t\r\n false \n", false), ("0", 0), ("-0", 0),
        ("9223372036854775807", 9_223_372_036_854_775_807),
        ("9223372036854775808", .double(9_223_372_036_854_775_808)),
        ("1.0", .double(1)), ("-2.5e-3", .double(-0.0025)), ("1E+2", .double(100)),
        (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0041\u00e9\u0000""#, "A\u{E9}\u{0}"), (#""\ud83d\ude00""#, "\u{1F600}"),
        ("\"\u{1F600}\u{7F}\"", "\u{1F600}\u{7F}"),
        ("[]", []), ("[1,[2],{}]", [1, [2], [:]]), ("{}", [:]),
        (#"{"b":1,"a":{"c":null}}"#, ["b": 1, "a": ["c": nil]]),
        ("\u{FEFF}[1]", [1]),
    ]

    @Test(arguments: valid)
    func `Valid text is read`(text: String, value: JSON) throws {
        #expect(try parse(text) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "True", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{",
        #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, #"{'a':1}"#, #"{"a":1"b":2}"#, "1 2",
        "01", "-", "-a", "+1", ".5", "1.", "1.e2", "1e", "1e+", "0x1", "NaN", "Infinity", "1e999",
        "-1e999", #"""#, #""\"#, #""\x""#, #""\u12""#, #""\u12g4""#, #""\uD83D\u12"#,
        "\"a\nb\"", "\"a\u{1}\"", "// no\n1", "[1]]", "<html>",
    ])
    func `Text that is not JSON is a fault, never a crash`(text: String) {
        #expect(throws: JSONFault.self) { try parse(text) }
    }

    @Test(arguments: [
        #""\ud83d""#, #""\ude00""#, #""\ud83d\u0041""#, #""\ud83dx""#, #""\ude00\ud83d""#,
    ])
    func `A lone surrogate becomes the replacement character`(text: String) throws {
        let string = try #require(try parse(text).string)
        #expect(string.unicodeScalars.contains("\u{FFFD}"))
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xE2, 0x82, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22], [0xFF, 0xFE, 0x31, 0x00],
        ] as [[UInt8]])
    func `Bytes that are not UTF-8 are a fault`(bytes: [UInt8]) {
        #expect(throws: JSONFault.self) { try JSON(parsing: bytes) }
    }

    @Test func `Of a name given twice both are kept and the last one counts`() throws {
        let object = try parse(#"{"a":1,"b":2,"a":3}"#)
        #expect(object.object?.count == 3)
        #expect(object["a"] == 3)
    }

    @Test func `Nesting is read to the limit and refused beyond it`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try parse(nested(120)) }
        #expect(throws: JSONFault.self) { try parse(nested(200)) }
        #expect(throws: JSONFault.self) { try parse(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: JSONFault.self) {
            try parse(String(repeating: #"{"a":"#, count: 1_000_000))
        }
    }

    @Test func `A fault says where it is`() {
        do {
            _ = try parse(#"{"a":1,"b":x}"#)
            Issue.record("read what is not JSON")
        } catch {
            #expect(error.offset == 11)
        }
    }

    static let wholeNumbers: [(String, Int?)] = [
        ("1", 1), ("1.0", 1), ("1e2", 100), ("1.5", nil), ("1e300", nil), ("\"1\"", nil),
    ]

    @Test(arguments: wholeNumbers)
    func `Only whole numbers that fit are integers`(text: String, integer: Int?) throws {
        #expect(try parse(text).integer == integer)
    }

    /// Five thousand damaged answers: each is read or refused, and what is read is written again
    /// as the same value.
    @Test func `Damaged text never crashes the reader`() throws {
        let seed = Array(
            #"""
            {"batchId":"f208a887","status":"in_progress","totalRecords":100,"rate":-1.5e3,
            "completedAt":null,"summary":{"errors":[],"ok":true,"text":"\u0101\ud83d\ude00 \"é\""}}
            """#.utf8)
        var random = SplitMix(state: 42)
        var readCount = 0
        for _ in 0..<5000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &random) { bytes.damage(using: &random) }
            guard let value = try? JSON(parsing: bytes) else { continue }
            readCount += 1
            for style in [JSONStyle(), JSONStyle(isSpaced: true, escapesNonASCII: true)] {
                #expect(try parse(value.text(style)) == value)
            }
        }
        // Were nothing or everything read, the damage would test nothing.
        #expect((100...4900).contains(readCount))
    }
}

extension [UInt8] {
    /// Changes, removes, doubles or moves something.
    fileprivate mutating func damage(using random: inout SplitMix) {
        guard let index = indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: self[index] = UInt8.random(in: 0...255, using: &random)
        case 1: remove(at: index)
        case 2: insert(Array(#"{}[]",:\u0"#.utf8).randomElement(using: &random) ?? 0, at: index)
        case 3: removeSubrange(index...)
        default: insert(contentsOf: self[index...].prefix(12), at: startIndex)
        }
    }
}

/// The same sequence for the same seed (Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators").
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
