/// What the transfers to one host and port share; lives on the thread that owns them.
final class Host {
    /// How many are under way.
    var underWay = 0
    /// When a request that had begun ran out of time: connections made before may be as dead as
    /// the one it was on. A network that goes away leaves them open, and a shared one would be
    /// asked again and again.
    private(set) var doubtedAt: ContinuousClock.Instant?
    /// Jobs that have no room yet, in the order of arrival: the first are at the end of `front`.
    private var front: [CurlLoop.Job] = []
    private var back: [CurlLoop.Job] = []

    /// Nothing to remember.
    var isUnused: Bool { underWay == 0 && doubtedAt == nil && front.isEmpty && back.isEmpty }

    func append(_ job: CurlLoop.Job) { back.append(job) }

    /// Takes out the job that waited longest.
    func next() -> CurlLoop.Job? {
        if front.isEmpty {
            // Exchanged, so that neither list is made anew.
            swap(&front, &back)
            front.reverse()
        }
        return front.popLast()
    }

    /// Takes out a job by its ticket.
    func remove(_ ticket: UInt64) -> CurlLoop.Job? {
        if let index = front.firstIndex(where: { $0.ticket == ticket }) {
            return front.remove(at: index)
        }
        return back.firstIndex { $0.ticket == ticket }.map { back.remove(at: $0) }
    }

    /// Takes out the jobs whose time is over.
    func removeLate(_ now: ContinuousClock.Instant) -> [CurlLoop.Job] {
        let late = (front.reversed() + back).filter { $0.deadline <= now }
        guard !late.isEmpty else { return [] }
        front.removeAll { $0.deadline <= now }
        back.removeAll { $0.deadline <= now }
        return late
    }

    /// A request that had begun at `start` got no answer in time. One that was on its way before
    /// the last such moment says nothing new.
    func doubt(startedAt start: ContinuousClock.Instant) {
        if let doubtedAt, start <= doubtedAt { return }
        doubtedAt = .now
    }
}
