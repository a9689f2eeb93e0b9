import Domain
import TestSupport
import Testing

@testable import Polling

struct DueListTests {
    private typealias Due = DueList.Due

    @Test func `A list knows what is due first, whatever comes, moves and goes`() throws {
        var random = SeededGenerator(seed: 7)
        var list = DueList()
        var moments: [ItemKey: Timestamp] = [:]
        let keys = (0..<200).map { key(.reap, $0) }
        func holds(_ due: Due) -> Bool { moments[due.key] == due.at }
        for round in 0..<10_000 {
            let key = keys[Int.random(in: keys.indices, using: &random)]
            // Many at first, few later.
            if Int.random(in: 0..<10_000, using: &random) < round {
                moments[key] = nil
            } else {
                let at = Timestamp(milliseconds: .random(in: 0..<50, using: &random))
                moments[key] = at
                list.insert(Due(at: at, key: key))
            }
            list.settle(holds)
            let due = moments.map { Due(at: $1, key: $0) }.sorted()
            try #require(list.first == due.first)
            let by = Timestamp(milliseconds: Int64(round % 60))
            try #require(
                list.keys(by: by, holds) == due.filter { $0.at <= by }.map(\.key),
                "each once and in order, also one that came back to its moment")
        }
    }

    @Test func `What holds no more does not stay for ever`() throws {
        var list = DueList()
        let item = key(.reap, 1)
        var at = Timestamp(milliseconds: 0)
        list.insert(Due(at: at, key: key(.reap, 2)))
        var longest = 0
        for _ in 0..<10_000 {
            at = at + .milliseconds(1)
            list.insert(Due(at: at, key: item))
            list.settle { $0.key != item || $0.at == at }
            longest = max(longest, list.keys(by: at) { _ in true }.count)
        }
        #expect(longest < 100)
        #expect(list.first?.key == key(.reap, 2))
    }
}

struct AskedListTests {
    @Test func `Of what is asked for the earliest goes first, then the first of one asking`() throws
    {
        var random = SeededGenerator(seed: 8)
        var list = AskedList()
        var asked: [ItemKey: (at: Timestamp, rank: Int)] = [:]
        let keys = (0..<100).map { key(.reap, $0) }
        func isBefore(_ left: ItemKey, _ right: ItemKey) -> Bool {
            guard let one = asked[left], let other = asked[right] else { return false }
            if one.at != other.at { return one.at < other.at }
            return one.rank == other.rank ? left < right : one.rank < other.rank
        }
        for round in 0..<10_000 {
            let key = keys[Int.random(in: keys.indices, using: &random)]
            if asked[key] != nil || Int.random(in: 0..<10_000, using: &random) < round {
                list.remove(key)
                asked[key] = nil
            } else {
                let at = Timestamp(milliseconds: .random(in: 0..<20, using: &random))
                let rank = Int.random(in: 0..<3, using: &random)
                list.insert(key, at: at, rank: rank)
                asked[key] = (at, rank)
            }
            try #require(list.contains(key) == (asked[key] != nil))
            try #require(list.first?.key == asked.keys.min(by: isBefore))
            try #require(Set(list.keys) == Set(asked.keys))
        }
        list.removeAll()
        #expect(list.first == nil && list.keys.isEmpty)
    }
}
