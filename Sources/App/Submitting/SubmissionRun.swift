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

    /// Does what is planned.
    func perform(_ tasks: [Task]) async -> [SubmissionResult] {
        var results: [SubmissionResult] = []
        for task in tasks {
            let outcome = isOver() ? .notSent : await perform(task)
            let result = SubmissionResult(
                place: task.place, customer: task.customer, outcome: outcome,
                digest: desk.digest(of: task.submission))
            results.append(result)
            progress(results.count, result)
            if case .rejected(let failure) = outcome,
                failure.reason == .auth || failure.reason == .rateLimited
            {
                // The next one would be refused for the same reason.
                for rest in tasks.dropFirst(results.count) {
                    let result = SubmissionResult(
                        place: rest.place, customer: rest.customer, outcome: .notSent,
                        digest: desk.digest(of: rest.submission))
                    results.append(result)
                    progress(results.count, result)
                }
                break
            }
        }
        return results
    }

    private func perform(_ task: Task) async -> SubmissionResult.Outcome {
        switch task.step {
        case .done(let outcome): return outcome
        case .send: return await send(task)
        case .lookUp(let record):
            let arrival: Arrival
            do throws(CheckFailure) {
                arrival = try await desk.lookUp(customer: task.customer)
            } catch {
                return .unknown("an earlier one may have arrived, and \(error.message)")
            }
            switch arrival {
            case .arrived(let word):
                await settle(record, as: .accepted, task, "the submission had arrived: \(word)")
                await track(task.customer)
                return .acceptedBefore("the earlier one had arrived: \(word)")
            case .undecided(let word):
                return .unknown("an earlier one may have arrived: the customer is \(word)")
            case .notArrived:
                let age = SystemClock.now() - record.begunAt
                let isEarly = age <= desk.settling
                guard again else {
                    let words = "an earlier one was sent, and DollarPe does not have it"
                    if isEarly {
                        let rest = (desk.settling - age).components.seconds + 1
                        return .refused(
                            "\(words) yet: it may still be on its way",
                            hint: "run the same command in \(rest) s; --again sends it once more")
                    }
                    return .refused(words, hint: "--again sends it once more")
                }
                await settle(
                    record, as: .rejected, task,
                    isEarly
                        ? "the submission had not arrived yet: sent again at once, as asked"
                        : "the submission had not arrived: sent again")
                return await send(task)
            }
        }
    }

    private func send(_ task: Task) async -> SubmissionResult.Outcome {
        switch await desk.submit(task.submission).outcome {
        case .accepted(let receipt):
            await track(task.customer)
            let reason = receipt.failureReason.map { ", \($0)" } ?? ""
            return .accepted(receipt.status + reason)
        case .rejected(let failure): return .rejected(failure)
        case .unknown(let failure):
            await track(task.customer)
            return .unknown("\(failure.message): it may have arrived")
        case .refused(let reason):
            return .refused(
                reason, hint: "vigil list --kind kyc shows how the customer stands")
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
