import Domain

/// How an item went: its counts and its pace from check to check.
struct History {
    /// The counts as they were seen, oldest first.
    let points: [ProgressPoint]

    /// What is known of an item; the one place that says where that comes from.
    init(_ item: TrackedItem) {
        points = item.progress
    }

    /// The counts alone.
    var counts: [Int] { points.map(\.processed) }

    /// Records a minute at each point since the one before; none before the first, never negative.
    var rates: [Double] {
        guard let first = points.first else { return [] }
        var before = first
        return points.map { point in
            defer { before = point }
            let minutes = Double((point.at - before.at).milliseconds) / 60_000
            guard minutes > 0, point.processed > before.processed else { return 0 }
            return (Double(point.processed) - Double(before.processed)) / minutes
        }
    }
}
