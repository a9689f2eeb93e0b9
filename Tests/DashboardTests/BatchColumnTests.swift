import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct BatchColumnTests {
    private let rows =
        (varied + [
            item(.deepvue, 20, "UPI check, second try no", Snapshot(state: .failed)),
            item(
                .reap, 21, "Affidavits, batch 3", counts(.completed, 1_234_567, 1_234_560, 89_000)),
        ]).map { Row($0, at: noon, cadence: .standard(for: $0.key.kind)) }

    private func place(_ width: Int, sorted: SortColumn = .attention) -> [BatchColumn.Placed] {
        BatchColumn.place(width: width, contents: BatchColumn.Contents(rows), sorted: sorted)
    }

    @Test func `No column touches the next, and the right edge is free but on small screens`() {
        let sorts = [SortColumn.attention] + BatchColumn.allCases.map(\.sort)
        for width in 40...260 {
            for sort in sorts {
                let placed = place(width, sorted: sort)
                for (left, right) in zip(placed, placed.dropFirst()) {
                    #expect(left.x + left.width < right.x, "\(left) \(right) at \(width)")
                }
                let edge = width < 48 ? width : width - 1
                if let last = placed.last { #expect(last.x + last.width <= edge) }
                #expect(Set(placed.map(\.column)).isSuperset(of: [.batch, .state, .failed]))
                for each in placed where each.column.sort == sort {
                    #expect(each.width > each.column.title.count, "room for the arrow")
                }
            }
        }
    }

    @Test func `A label of 24 columns is whole at 80 and from 120 on`() throws {
        for width in [80] + Array(120...260) {
            let placed = place(width)
            #expect(try #require(placed.first { $0.column == .batch }).width >= 24, "\(width)")
            #expect(try #require(placed.first { $0.column == .progress }).width >= 10, "\(width)")
        }
        let bar = try #require(place(200).first { $0.column == .progress })
        #expect((35...45).contains(bar.width))
    }

    @Test func `Every column is there at 132`() {
        #expect(place(132).map(\.column) == BatchColumn.allCases)
    }

    @Test func `Heads do not run into each other whatever sorts`() {
        for width in [40, 60, 80, 100, 120] {
            var state = dashboard(width, 24)
            for column in BatchColumn.allCases {
                state.sort = Sort(column: column.sort)
                let words = screen(state).rows[2].split(separator: " ")
                    .map { $0.filter { !"▲▼".contains($0) } }
                #expect(
                    words.allSatisfy { BatchColumn.allCases.map(\.title).contains($0) }, "\(words)")
            }
        }
    }
}
