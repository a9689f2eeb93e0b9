import Domain

/// How an item went: its counts and its pace from check to check, and what changed when.
struct History {
    /// The counts as they were seen, oldest first.
    let points: [ProgressPoint]
    /// The checks at which the vendor's word changed, or that began or ended a time without an
    /// answer, oldest first.
    let turns: [HistoryPoint]

    /// What is known of an item: what the store has kept of it, or until that is read, its latest
    /// counts; the one place that says where that comes from.
    init(_ item: TrackedItem, kept: [HistoryPoint]) {
        let counted = kept.compactMap { point in
            point.processed.map { ProgressPoint(at: point.at, processed: $0) }
        }
        points = counted.count < item.progress.count ? item.progress : counted
        var turns: [HistoryPoint] = []
        for point in kept {
            let last = turns.last
            let isTurn =
                last?.failure != point.failure
                || point.failure == nil
                    && (last?.state != point.state || last?.vendorState != point.vendorState)
            if isTurn { turns.append(point) }
        }
        self.turns = turns
    }

    private init(points: [ProgressPoint]) {
        self.points = points
        turns = []
    }

    /// The counts alone.
    var counts: [Int] { points.map(\.processed) }

    /// The same with at most `count` points, evenly far apart in time: each is the last that was
    /// seen by then. Fewer points stay as they are.
    func spread(over count: Int) -> History {
        guard count > 1, points.count > count, let first = points.first, let last = points.last,
            last.at > first.at
        else { return self }
        let step = (last.at - first.at).milliseconds
        var place = 0
        return History(
            points: (0..<count).map { number in
                let at = first.at + .milliseconds(step * Int64(number) / Int64(count - 1))
                while place + 1 < points.count, points[place + 1].at <= at { place += 1 }
                return ProgressPoint(at: at, processed: points[place].processed)
            })
    }

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
