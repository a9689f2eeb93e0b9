import Testing
import YAML

/// Texts as a person writes them.
struct ParsingTests {
    @Test func `Values keep their order, their quotes and their places`() throws {
        let root = try YAMLNode(
            parsing: Array(
                """
                # a comment
                zeta: 10
                alpha: "10"   # quoted
                list: [a, 'b c', ~]
                nested:
                  tief: ünï
                  nothing:
                """.utf8))
        guard case .mapping(let entries) = root.content else { throw Unexpected() }
        #expect(entries.map(\.name) == ["zeta", "alpha", "list", "nested"])
        #expect(root["zeta"]?.content == .scalar("10", isPlain: true))
        #expect(root["alpha"]?.content == .scalar("10", isPlain: false))
        guard case .sequence(let list) = root["list"]?.content else { throw Unexpected() }
        #expect(list.map(\.text) == ["a", "b c", nil])
        #expect(list.last?.isNull == true)
        let nested = try #require(root["nested"])
        #expect(nested["tief"]?.text == "ünï")
        #expect(nested["nothing"]?.isNull == true)
        #expect((nested.line, nested.column) == (6, 3))
        let first = try #require(entries.first)
        #expect((first.key.line, first.key.column) == (2, 1))
        #expect((first.value.line, first.value.column) == (2, 7))
        #expect((list[1].line, list[1].column) == (4, 11))
    }

    @Test(arguments: ["", "# only a comment\n", "---\n", "~", "\u{FEFF}"])
    func `A text without a value is null`(text: String) throws {
        #expect(try YAMLNode(parsing: Array(text.utf8)).isNull)
    }

    @Test func `A byte order mark does not move the first line's columns`() throws {
        let root = try YAMLNode(parsing: Array("\u{FEFF}store: x".utf8))
        #expect(root["store"]?.column == 8)
    }

    private struct Unexpected: Error {}
}
