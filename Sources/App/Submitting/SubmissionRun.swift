import Domain
import Store

/// Sends a file's submissions one after the other, each once: what an earlier run has sent is
/// left alone, and what is of unknown outcome is looked up first.
struct SubmissionRun: Sendable {
    /// Sends and looks up.
    var desk: SubmissionDesk
    /// Where submissions are noted and customers tracked.
    var store: SQLiteStore
    /// Whether one that the vendor does not have may be sent a second time.
    var again: Bool
    /// Whether nothing more may be begun.
    var isOver: @Sendable () -> Bool
    /// Told after each one how many are done, and what became of it.
    var progress: @Sendable (Int, SubmissionResult) -> Void

    /// What is to be done about one submission.
    enum Step: Sendable {
        case send
        case lookUp(SubmissionRecord)
        case done(SubmissionResult.Outcome)
    }

    /// One submission of the file and what is to be done about it.
    struct Task: Sendable {
        var place: String
        var customer: ItemKey
        var submission: KYCSubmission
        var step: Step
    }

    /// Says what is to be done about each submission from what the journal knows. Notes of
    /// processes that died become unknown first.
    func plan(
        _ submissions: [(place: String, submission: KYCSubmission)]
    ) async throws(StoreFailure) -> [Task] {
        _ = try await store.abandonedSubmissions(at: SystemClock.now())
        var tasks: [Task] = []
        for (place, submission) in submissions {
            guard let key = ItemKey(kind: .kyc, id: submission.customerID) else { continue }
            let latest = try await store.submissions(forCustomer: key.id)
                .first { $0.outcome != .rejected }
            var step = Step.send
            if let latest {
                switch latest.outcome {
                case .unknown: step = .lookUp(latest)
                case .accepted
                where latest.digest == desk.digest(of: submission)
                    && submissions.count > 1:
                    // The rest of a batch goes on where an earlier run ended.
                    step = .done(.acceptedBefore("by an earlier run"))
                case .accepted, .inFlight, .rejected: break
                }
            }
            tasks.append(
                Task(place: place, customer: key, submission: submission, step: step))
        }
        return tasks
    }

    /// How often in a row the vendor may give no answer before nothing more is sent: each further
    /// one would most likely be one more of unknown outcome.
    static let patience = 3

    /// Does what is planned; stops where the next one would meet with the same failure.
    func perform(_ tasks: [Task]) async -> [SubmissionResult] {
        var results: [SubmissionResult] = []
        var isRefusing = false
        var silences = 0
        for task in tasks {
            let isStopped = isOver() || isRefusing || silences == Self.patience
            let (outcome, failure) = isStopped ? (.notSent, nil) : await perform(task)
            let result = SubmissionResult(
                place: task.place, customer: task.customer, outcome: outcome,
                digest: desk.digest(of: task.submission))
            results.append(result)
            progress(results.count, result)
            if isStopped { continue }
            isRefusing = failure?.reason == .auth || failure?.reason == .rateLimited
            let isSilent = failure?.reason == .network || failure?.reason == .vendor
            silences = isSilent ? silences + 1 : 0
        }
        return results
    }

    /// What became of one, and how the vendor failed when it did.
    private func perform(_ task: Task) async -> (SubmissionResult.Outcome, CheckFailure?) {
        switch task.step {
        case .done(let outcome): return (outcome, nil)
        case .send: return await send(task)
        case .lookUp(let record):
            let arrival: Arrival
            do throws(CheckFailure) {
                arrival = try await desk.lookUp(customer: task.customer)
            } catch {
                return (
                    .unknown("an earlier one may have arrived, and \(error.message)"), error
                )
            }
            switch arrival {
            case .arrived(let word):
                await settle(record, as: .accepted, task, "the submission had arrived: \(word)")
                await track(task.customer)
                return (.acceptedBefore("the earlier one had arrived: \(word)"), nil)
            case .undecided(let word):
                return (.unknown("an earlier one may have arrived: the customer is \(word)"), nil)
            case .notArrived:
                let age = SystemClock.now() - record.begunAt
                let isEarly = age <= desk.settling
                guard again else { return (notThere(isEarly ? desk.settling - age : nil), nil) }
                await settle(
                    record, as: .rejected, task,
                    isEarly
                        ? "the submission had not arrived yet: sent again at once, as asked"
                        : "the submission had not arrived: sent again")
                return await send(task)
            }
        }
    }

    /// Why one that was sent before is not sent now; `rest` is how long it may still be on its way.
    private func notThere(_ rest: Duration?) -> SubmissionResult.Outcome {
        let words = "an earlier one was sent, and DollarPe does not have it"
        let hint = "--again sends it once more"
        guard let rest else { return .refused(words, hint: hint) }
        return .refused(
            "\(words) yet: it may still be on its way",
            hint: "run the same command in \(rest.components.seconds + 1) s; \(hint)")
    }

    private func send(_ task: Task) async -> (SubmissionResult.Outcome, CheckFailure?) {
        switch await desk.submit(task.submission).outcome {
        case .accepted(let receipt):
            await track(task.customer)
            let reason = receipt.failureReason.map { ", \($0)" } ?? ""
            return (.accepted(receipt.status + reason), nil)
        case .rejected(let failure): return (.rejected(failure), failure)
        case .unknown(let failure):
            await track(task.customer)
            return (.unknown("\(failure.message): it may have arrived"), failure)
        case .refused(let reason):
            let hint = "vigil list --kind kyc shows how the customer stands"
            return (.refused(reason, hint: hint), nil)
        }
    }

    private func track(_ key: ItemKey) async {
        _ = try? await store.track(
            key, label: nil, at: SystemClock.now(), by: desk.operatorName)
    }

    private func settle(
        _ record: SubmissionRecord, as outcome: SubmissionRecord.Outcome, _ task: Task,
        _ sentence: String
    ) async {
        let now = SystemClock.now()
        try? await store.settleSubmission(id: record.id, as: outcome, at: now)
        try? await store.append(
            ActivityEntry(
                at: now,
                event: outcome == .accepted ? .submissionAccepted : .submissionRejected,
                key: task.customer, text: sentence, operatorName: desk.operatorName))
    }
}
