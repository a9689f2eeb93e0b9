import JSON
import Testing

/// Arrays of very many texts.
struct PackedTextsTests {
    private func packed(_ text: String) throws -> JSON {
        try JSON(parsing: Array(text.utf8), packsTexts: true)
    }

    @Test(arguments: [
        #"["a"]"#, #"[ "IN-DL1" ,"IN-DL2",  "IN-DL3" ]"#, "[\n\"a\",\r\n\t\"b\"]",
    ])
    func `An array of plain texts is packed and says the same`(text: String) throws {
        let value = try packed(text)
        guard case .texts(let texts) = value else {
            Issue.record("\(value) is not packed")
            return
        }
        let plain = try JSON(parsing: Array(text.utf8))
        #expect(value.array == plain.array)
        #expect(texts.count == plain.array?.count)
        #expect(texts.longest == plain.array?.compactMap(\.string?.utf8.count).max())
        #expect(value.text() == plain.text())
    }

    @Test(arguments: [
        "[]", #"["a", 1]"#, #"["a", null]"#, #"[[1], "b"]"#, #"["a\n"]"#, #"["a b"]"#,
        #"["é"]"#, #"[""]"#, #"["a", ""]"#, #"[{"a": "b"}]"#,
    ])
    func `Any other array stays as it is`(text: String) throws {
        #expect(try packed(text) == JSON(parsing: Array(text.utf8)))
    }

    @Test(arguments: [
        #"["a""#, #"["a","#, #"["a",]"#, #"["a" "b"]"#, #"["a"#, "[\"a\u{1}\"]", #"["a"]]"#,
    ])
    func `What is no JSON is none either way`(text: String) {
        #expect(throws: JSONFault.self) { try JSON(parsing: Array(text.utf8)) }
        #expect(throws: JSONFault.self) { try packed(text) }
    }

    @Test func `Packed arrays stand anywhere in a value`() throws {
        let text = #"{"a":{"stamps":["x","y"]},"b":[["z"],[1]],"c":"d"}"#
        let value = try packed(text)
        #expect(value.text() == text)
        #expect(value["a"]?["stamps"]?.array == ["x", "y"])
        #expect(value["b"]?.array?.first?.array == ["z"])
    }
}
