import Domain
import Testing

@testable import Dashboard

@Suite struct ShownRowsTests {
    private let order: [Row] = (0..<9).map { number in
        Row(item(.reap, number, "Item \(number)", nil), at: noon, cadence: Cadences()[.reap])
    }

    @Test func `A row that is held stands where it is held and the others keep their order`() {
        for place in order.indices {
            for index in order.indices {
                let shown = ShownRows(order: order, held: (place, index))
                var expected = order
                expected.insert(expected.remove(at: place), at: index)
                #expect(Array(shown) == expected, "\(place) at \(index)")
                for position in order.indices {
                    #expect(shown.index(of: shown.place(at: position)) == position)
                    #expect(shown[position] === order[shown.place(at: position)])
                }
            }
        }
    }

    @Test func `Nothing is held at first`() {
        #expect(Array(ShownRows(order: order)) == order)
        #expect(ShownRows().isEmpty)
    }
}
