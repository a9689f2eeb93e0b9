import Domain
import TestSupport
import Testing

@testable import Polling

struct DueListTests {
    @Test func `A list knows what is due first, whatever comes, moves and goes`() throws {
        var random = SeededGenerator(seed: 7)
        var list = DueList()
        var moments: [ItemKey: (at: Timestamp, rank: Int)] = [:]
        let keys = (0..<200).map { key(.reap, $0) }
        /// The items by their moments, by rank where they are the same, then by key.
        func isBefore(_ left: ItemKey, _ right: ItemKey) -> Bool {
            guard let one = moments[left], let other = moments[right] else { return false }
            if one.at != other.at { return one.at < other.at }
            return one.rank == other.rank ? left < right : one.rank < other.rank
        }
        for round in 0..<10_000 {
            let key = keys[Int.random(in: keys.indices, using: &random)]
            // Many at first, few later.
            if Int.random(in: 0..<10_000, using: &random) < round {
                list.remove(key)
                moments[key] = nil
            } else {
                let at = Timestamp(milliseconds: .random(in: 0..<50, using: &random))
                let rank = Int.random(in: 0..<3, using: &random)
                list.insert(key, at: at, rank: rank)
                moments[key] = (at, rank)
            }
            try #require(list.count == moments.count)
            try #require(list[key] == moments[key]?.at)
            try #require(list.first?.key == moments.keys.min(by: isBefore))
            let by = Timestamp(milliseconds: Int64(round % 60))
            let due = moments.keys.filter { (moments[$0]?.at ?? by + .seconds(1)) <= by }
            try #require(list.keys(by: by).sorted() == due.sorted())
        }
    }
}
