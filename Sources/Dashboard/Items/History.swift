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

    /// The counts alone.
    var counts: [Int] { points.map(\.processed) }

    /// The course over `count` columns of equal time, from the first count to the last; nil when
    /// there is no time between them.
    func course(over count: Int) -> Course? {
        guard count > 1, let first = points.first, let last = points.last, last.at > first.at
        else { return nil }
        let span = (last.at - first.at).milliseconds
        var course = Course(from: first.at, to: last.at)
        var place = 0
        var before = Double(first.processed)
        for number in 0..<count {
            let at = first.at + .milliseconds(span * Int64(number) / Int64(count - 1))
            while place + 1 < points.count, points[place + 1].at <= at { place += 1 }
            course.counts.append(points[place].processed)
            let reached = reached(at, after: place)
            let minutes = Double(span) / Double(count - 1) / 60_000
            if number > 0 { course.rates.append(max(0, reached - before) / minutes) }
            before = reached
        }
        course.rates.insert(course.rates.first ?? 0, at: 0)
        return course
    }

    /// What was processed at a moment if the vendor worked evenly between two answers.
    private func reached(_ at: Timestamp, after place: Int) -> Double {
        let point = points[place]
        guard place + 1 < points.count, at > point.at else { return Double(point.processed) }
        let next = points[place + 1]
        let share = Double((at - point.at).milliseconds) / Double((next.at - point.at).milliseconds)
        return Double(point.processed) + (Double(next.processed) - Double(point.processed)) * share
    }
}

/// Counts and pace at moments evenly far apart.
struct Course {
    /// The first moment.
    let from: Timestamp
    /// The last moment.
    let to: Timestamp
    /// What the vendor had last said by each moment.
    var counts: [Int] = []
    /// Records a minute up to each moment; never negative.
    var rates: [Double] = []

    fileprivate init(from: Timestamp, to: Timestamp) {
        self.from = from
        self.to = to
    }
}
