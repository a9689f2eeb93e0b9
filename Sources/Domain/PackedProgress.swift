/// The latest counts of an item, in ten bytes each. Most items have been seen at one count only,
/// which needs no array, and a count that takes more than 32 bits has hardly ever been seen.
enum PackedProgress: Equatable {
    case none
    case one(Point)
    case several([Point])
    case large([ProgressPoint])

    /// A count and its moment.
    struct Point: Equatable {
        private let at: ClockMoment
        private let low: UInt16
        private let high: UInt16

        /// Nil of a count that takes more than 32 bits.
        init?(_ point: ProgressPoint) {
            guard let count = Int32(exactly: point.processed) else { return nil }
            at = ClockMoment(point.at)
            low = UInt16(truncatingIfNeeded: count)
            high = UInt16(truncatingIfNeeded: count >> 16)
        }

        var point: ProgressPoint {
            let count = Int32(low) | Int32(Int16(bitPattern: high)) << 16
            return ProgressPoint(at: at.known, processed: Int(count))
        }
    }

    init(_ points: [ProgressPoint]) {
        var packed: [Point] = []
        packed.reserveCapacity(points.count)
        for point in points {
            guard let point = Point(point) else {
                self = .large(points)
                return
            }
            packed.append(point)
        }
        switch packed.count {
        case 0: self = .none
        case 1: self = .one(packed[0])
        default: self = .several(packed)
        }
    }

    var points: [ProgressPoint] {
        switch self {
        case .none: []
        case .one(let point): [point.point]
        case .several(let points): points.map(\.point)
        case .large(let points): points
        }
    }

    /// Adds the latest count; of more than `limit` the oldest go. No room is kept for the next: that
    /// would be twice as much memory.
    mutating func add(_ latest: ProgressPoint, limit: Int) {
        switch (self, Point(latest)) {
        case (.none, let point?): self = .one(point)
        case (.one(let first), let point?): self = .several([first, point])
        case (.several(var points), let point?):
            self = .none
            points.removeFirst(max(0, points.count + 1 - limit))
            points.reserveCapacity(points.count + 1)
            points.append(point)
            self = .several(points)
        case (.large, _), (_, nil):
            self = PackedProgress(Array((points + [latest]).suffix(limit)))
        }
    }
}
