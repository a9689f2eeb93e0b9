import JSON

/// Tells what became of a file's submissions and how the command ends.
struct SubmissionReport {
    /// One for each submission.
    var results: [SubmissionResult]
    /// Whether a signal ended the run.
    var interrupted: Bool
    /// Whether its own time did.
    var timedOut: Bool
    /// What else there is to say in JSON.
    var members: [JSON.Member] = []

    /// Prints the results; ends with the first thing that stopped the work.
    func tell(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let command = invocation.command
        let failed = results.first { $0.status != nil }
        let rest = results.count { $0.outcome == .notSent }
        let isRepetition =
            failed == nil && rest == 0
            && results.allSatisfy { $0.outcome == .acceptedBefore("by an earlier run") }
        let isFine = failed == nil && rest == 0 && !isRepetition
        if invocation.has("json") {
            Reply.json(
                command, ok: isFine && !interrupted,
                [JSON.Member("results", .array(results.map(\.json)))] + members)
        } else if !invocation.has("quiet") {
            // A single failure is told on standard error alone.
            for result in results where results.count > 1 || result.status == nil {
                Standard.output(result.line + "\n")
            }
        }
        if interrupted, let lost = results.first(where: { $0.word == "unknown" }) {
            throw ProgramFailure(
                .interrupted, "submit: interrupted: \(lost.line)", hint: lost.hint)
        }
        if interrupted {
            throw ProgramFailure(
                .interrupted, "\(command): interrupted; what was on its way is settled",
                hint: rest > 0 ? "\(rest) not sent: the same command goes on there" : nil)
        }
        if isRepetition {
            throw ProgramFailure(
                .refused, "\(command): every one of them was accepted before",
                hint: "vigil list --kind kyc shows how the customers stand")
        }
        guard let failed, let status = failed.status else {
            if rest > 0 {
                throw ProgramFailure(
                    .timedOut, "\(command): the time is over; \(rest) not sent",
                    hint: "the same command goes on there")
            }
            return .done
        }
        let isLate = timedOut && failed.word == "unknown"
        let count = results.count { $0.status != nil }
        let head =
            results.count == 1
            ? failed.line : "\(count) of \(results.count) not accepted, the first \(failed.line)"
        throw ProgramFailure(isLate ? .timedOut : status, "\(command): \(head)", hint: failed.hint)
    }
}
