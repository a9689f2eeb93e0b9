import Testing
import YAML

/// Texts that must be refused, with the place where a person finds the cause.
struct FaultTests {
    @Test(arguments: [
        ("a: [1 2}", "did not find expected ',' or ']'", 1, 8),
        (
            "a: [1, 2\nb: 3",
            "did not find expected ',' or ']' (while parsing a flow sequence from line 1 on)", 2, 2
        ),
        (
            "a: \"b\nc: d\n",
            "found unexpected end of stream (while scanning a quoted scalar from line 1 on)", 3, 1
        ),
        ("a:\n\tb: 1", "a tab stands here; indent with spaces", 2, 1),
        ("store: x\nstore: y", "this key is there already, on line 1", 2, 1),
        ("a: {b: 1, c: 2, b: 3}", "this key is there already, on line 1", 1, 17),
        ("a: &x 1\nb: *x", "anchors (&name) are not read here; write the value out", 1, 4),
        ("a: *x", "aliases (*name) are not read here; write the value out", 1, 4),
        ("a: !!binary aGVq", "tags (!name) are not read here; remove it", 1, 4),
        ("a: 1\n---\nb: 2", "a second document starts here; only one is read", 2, 1),
        ("? [a, b]\n: c", "a key must be a word", 1, 3),
        ("\"\": c", "a key must be a word", 1, 1),
        ("ok: 1\nbad: \u{1B}[2J", "control characters are not allowed", 2, 6),
    ])
    func `A fault says what is wrong and where`(
        text: String, message: String, line: Int, column: Int
    ) {
        #expect(fault(Array(text.utf8)) == Seen(message, line, column))
    }

    @Test func `Bytes that are not UTF-8 are a fault with a place`() {
        #expect(
            fault(Array("a: 1\nb: ".utf8) + [0xFF]) == Seen("invalid leading UTF-8 octet", 2, 4))
        let binary = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ 11) }
        #expect(fault(binary) != nil)
    }

    @Test func `Sixty-four collections may stand in each other, one more is a fault`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try YAMLNode(parsing: nested(64))
        #expect(fault(nested(65)) == Seen("is nested more than 64 deep", 1, 65))
        #expect(fault(Array(repeating: UInt8(ascii: "["), count: 1 << 20)) != nil)
        #expect(fault(Array(String(repeating: "- ", count: 1 << 19).utf8)) != nil)
        #expect(fault(Array(repeating: UInt8(ascii: "{"), count: 1 << 20)) != nil)
    }

    @Test func `A text of more than a mebibyte is refused, one of exactly that is read`() throws {
        let value = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        #expect(try YAMLNode(parsing: value).text?.utf8.count == 1 << 20)
        #expect(fault(value + value) == Seen("is larger than 1 MiB", 1, 1))
    }

    @Test func `Tens of thousands of keys are read without delay`() throws {
        let text = (0..<70_000).map { "k\($0): v\n" }.joined()
        let start = ContinuousClock.now
        guard case .mapping(let entries) = try YAMLNode(parsing: Array(text.utf8)).content else {
            Issue.record("not a mapping")
            return
        }
        #expect(entries.count == 70_000)
        #expect(start.duration(to: .now) < .seconds(10))
    }

    private struct Seen: Equatable {
        var message: String
        var line: Int
        var column: Int

        init(_ message: String, _ line: Int, _ column: Int) {
            self.message = message
            self.line = line
            self.column = column
        }
    }

    private func fault(_ text: [UInt8]) -> Seen? {
        do throws(YAMLFault) {
            _ = try YAMLNode(parsing: text)
            return nil
        } catch {
            return Seen(error.message, error.line, error.column)
        }
    }
}
