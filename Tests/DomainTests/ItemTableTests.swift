import Domain
import Testing

struct ItemTableTests {
    @Test func `A table holds what a dictionary holds, whatever comes and goes`() throws {
        var random = SystemRandomNumberGenerator()
        var table = ItemTable<Int>()
        var dictionary: [ItemKey: Int] = [:]
        let keys = try (0..<300).map { number in
            try #require(ItemKey(kind: .stamps, id: "bulk_stamp_v2_\(number)"))
        }
        for round in 0..<20_000 {
            // Full at first, then nearly empty, and full again.
            let isFilling = round / 4000 % 2 == 0
            let key = keys[Int.random(in: keys.indices, using: &random)]
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where !isFilling, 1 where !isFilling, 2 where !isFilling:
                table[key] = nil
                dictionary[key] = nil
            case 3:
                table[key]? += 1
                dictionary[key]? += 1
            default:
                table[key] = round
                dictionary[key] = round
            }
            try #require(table[key] == dictionary[key])
            try #require(table.count == dictionary.count)
        }
        #expect(keys.allSatisfy { table[$0] == dictionary[$0] })
        #expect(Dictionary(uniqueKeysWithValues: table.map { ($0, $1) }) == dictionary)
        #expect(Set(table.keys) == Set(dictionary.keys))
        let turned = ItemTable(table.reversed().map { ($0.0, $0.1) })
        #expect(table == turned, "in whatever order they came")
    }

    @Test func `A changed copy leaves the other as it was`() throws {
        let key = try #require(ItemKey(kind: .stamps, id: "bulk_stamp_v2_1"))
        var table = ItemTable<[Int]>()
        table[key] = [1]
        let copy = table
        table[key]?.append(2)
        #expect(copy[key] == [1] && table[key] == [1, 2])
        table[key] = nil
        #expect(table.isEmpty && copy[key] == [1])
    }
}
