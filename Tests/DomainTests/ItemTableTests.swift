import Domain
import Testing

struct ItemTableTests {
    private struct Number: Keyed, Hashable {
        let key: ItemKey
        var value: Int
    }

    @Test func `A table holds what a dictionary holds, whatever comes and goes`() throws {
        var random = SystemRandomNumberGenerator()
        var table = ItemTable<Number>()
        var dictionary: [ItemKey: Number] = [:]
        let keys = try (0..<300).map { number in
            try #require(ItemKey(kind: .stamps, id: "bulk_stamp_v2_\(number)"))
        }
        for round in 0..<20_000 {
            // Full at first, then nearly empty, and full again.
            let isFilling = round / 4000 % 2 == 0
            let key = keys[Int.random(in: keys.indices, using: &random)]
            switch Int.random(in: 0..<6, using: &random) {
            case 0 where !isFilling, 1 where !isFilling:
                table[key] = nil
                dictionary[key] = nil
            case 2 where !isFilling, 3 where !isFilling:
                try #require(table.remove(key) == dictionary.removeValue(forKey: key))
            case 4:
                table[key]?.value += 1
                dictionary[key]?.value += 1
            case 5:
                let isThere = table.change(key) { $0.value += 1 }
                try #require(isThere == (dictionary[key] != nil))
                dictionary[key]?.value += 1
            case 0, 1:
                table.set(Number(key: key, value: round))
                dictionary[key] = Number(key: key, value: round)
            default:
                table[key] = Number(key: key, value: round)
                dictionary[key] = Number(key: key, value: round)
            }
            try #require(table[key] == dictionary[key])
            try #require(table.count == dictionary.count)
        }
        #expect(keys.allSatisfy { table[$0] == dictionary[$0] })
        #expect(Set(table.values) == Set(dictionary.values))
        #expect(Set(table.keys) == Set(dictionary.keys))
        #expect(table == ItemTable(table.values.reversed()), "in whatever order they came")
    }

    @Test func `A changed copy leaves the other as it was`() throws {
        let key = try #require(ItemKey(kind: .stamps, id: "bulk_stamp_v2_1"))
        var table = ItemTable<Number>()
        table[key] = Number(key: key, value: 1)
        let copy = table
        table[key]?.value += 1
        table.change(key) { $0.value += 1 }
        #expect(copy[key]?.value == 1 && table[key]?.value == 3)
        table[key] = nil
        #expect(table.isEmpty && copy[key]?.value == 1)
    }
}
