import Domain
import Testing

/// Very many ids in one run of bytes.
struct StampIDsTests {
    @Test(arguments: [[], ["a"], ["IN-DL1", "", "日本", "a\"b"], ["", ""]])
    func `Ids come out as they went in`(ids: [String]) {
        let packed = StampIDs(ids)
        #expect(Array(packed) == ids)
        #expect(packed.count == ids.count)
        #expect(packed.first == ids.first)
        #expect(packed.last == ids.last)
        #expect(ids.indices.allSatisfy { packed[$0] == ids[$0] })
    }

    @Test func `The same bytes cut elsewhere are other ids`() {
        #expect(StampIDs(["ab", "c"]) != StampIDs(["a", "bc"]))
        #expect(StampIDs(["ab", "c"]) == ["ab", "c"])
        #expect(StampIDs(bytes: Array("abc".utf8), ends: [2, 3]) == ["ab", "c"])
    }
}
