/// What will become of one usage report at Surepass. Moments in the vendor's seconds.
struct UsageReport: Sendable {
    /// The place of the stamp order it is about.
    var order: Int
    var created: Double
    /// From the start until it is done.
    var length: Double
    var hasFailed = false
    /// The vendor's pages disagree on the word for done: `completed` or `success`.
    var isCalledCompleted = false

    var end: Double { created + length }

    func status(at moment: Double) -> String {
        if moment < created + length * 0.3 { return "pending" }
        if moment < end { return "processing" }
        if hasFailed { return "failed" }
        return isCalledCompleted ? "completed" : "success"
    }

    func isDone(at moment: Double) -> Bool { moment >= end && !hasFailed }
}
