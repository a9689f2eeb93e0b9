/// What will become of one KYC import at Reap. Moments and lengths in the vendor's seconds.
struct ReapBatch: Sendable {
    var rows: Int
    /// Rows that the provider rejects.
    var failed = 0
    /// Rows that are never processed, though the batch completes.
    var unaccounted = 0
    var created: Double
    /// From the upload until a worker picks it up; 0 to 10 minutes.
    var queue: Double
    /// Records a second; a business's batches share about 7.
    var rate: Double
    var ending = Ending.completed
    /// The older spelling of the status words, as in the vendor's public repository.
    var isUpperCase = false
    /// Whether a batch that failed has a time of completion: the pages do not say.
    var completesWhenFailed = false

    enum Ending: Sendable {
        case completed
        /// A critical error at that share of the rows.
        case failed(at: Double)
        /// Nothing moves any more from that share on, and no word says so.
        case stuck(at: Double)
        /// Another status than the documented ones once all rows are processed.
        case word(String)
    }

    /// What is so at a moment.
    struct Progress {
        var status: String
        var processed = 0
        var failed = 0
        var updated: Double
        var started: Double?
        var completed: Double?
    }

    func progress(at moment: Double, chance: Chance) -> Progress {
        let words =
            isUpperCase
            ? ["PENDING", "PROCESSING", "COMPLETED", "FAILED"]
            : ["pending", "in_progress", "completed", "failed"]
        let started = created + queue
        guard moment >= started else { return Progress(status: words[0], updated: created) }

        let target = rows - unaccounted
        let length = Double(target) / rate
        let curve = Curve(.flowing, steps: Int(length / 8), chance: chance)
        let end = started + length * curve.time(until: limit)
        let last = Int(Double(target) * limit)
        let sample = Sample(failed, of: target, chance: chance)

        guard moment >= end else {
            // Workers report every five seconds.
            let tick = Double(Int((moment - started) / 5)) * 5
            let processed = min(Int(Double(target) * curve.done(after: tick / length)), last)
            return Progress(
                status: words[1], processed: processed, failed: sample.count(inFirst: processed),
                updated: started + tick, started: started)
        }
        var progress = Progress(
            status: words[1], processed: last, failed: sample.count(inFirst: last), updated: end,
            started: started)
        switch ending {
        case .completed:
            progress.status = words[2]
            // The vendor's own sample was updated 43 ms after it was completed.
            progress.completed = end - 0.043
        case .failed:
            progress.status = words[3]
            if completesWhenFailed { progress.completed = end }
        case .stuck: break
        case .word(let word): progress.status = word
        }
        return progress
    }

    private var limit: Double {
        switch ending {
        case .completed, .word: 1
        case .failed(let share), .stuck(let share): share
        }
    }
}
