import Domain

/// The submissions of one file before they are sent: what the vendor demands of each, and
/// everything that is wrong.
struct SubmissionBatch: Sendable {
    /// The file.
    var file: SubmissionFile
    /// The vendor that takes them.
    var vendor: any KYCDesk
    /// Today, for dates that may not be in the future.
    var today = CivilDate.today()
    /// Why nothing more may be begun; nil while it may.
    var stop: @Sendable () -> ProgramFailure? = { nil }

    /// What the vendor demands of each customer, a few asked at a time.
    func demands() async throws(ProgramFailure) -> [String: KYCRequirements] {
        var rest = file.entries.compactMap(\.customer)[...]
        var known: [String: KYCRequirements] = [:]
        while !rest.isEmpty {
            if let why = stop() { throw why }
            let some = Array(rest.prefix(8))
            rest = rest.dropFirst(8)
            let answers = await ask(some)
            for customer in some {
                switch answers[customer] {
                case .success(let found): known[customer] = found
                case .failure(let failure):
                    if let why = stop() { throw why }
                    throw ProgramFailure(
                        ProgramFailure.status(of: failure),
                        "submit: kyc:\(customer): \(failure.message); nothing was sent",
                        hint: failure.hint)
                case nil: break
                }
            }
        }
        return known
    }

    private func ask(
        _ customers: [String]
    ) async -> [String: Result<KYCRequirements, CheckFailure>] {
        await withTaskGroup(of: (String, Result<KYCRequirements, CheckFailure>).self) { group in
            for customer in customers {
                group.addTask {
                    do throws(CheckFailure) {
                        let found = try await vendor.requirements(forCustomer: customer)
                        return (customer, .success(found))
                    } catch {
                        return (customer, .failure(error))
                    }
                }
            }
            var answers: [String: Result<KYCRequirements, CheckFailure>] = [:]
            for await (customer, answer) in group { answers[customer] = answer }
            return answers
        }
    }

    /// Everything that is wrong, in the file's order.
    func faults(_ demands: [String: KYCRequirements] = [:]) -> [SubmissionFile.Fault] {
        file.faults(requirements: demands, today: today)
    }

    /// The submissions that nothing is wrong with, with their places.
    func valid(
        _ demands: [String: KYCRequirements]
    ) -> [(place: String, submission: KYCSubmission)] {
        zip(file.entries, file.submissions(requirements: demands, today: today))
            .compactMap { entry, submission in submission.map { (entry.place, $0) } }
    }

    /// The same for another login's release; `again` sends once more what never arrived.
    func content(_ demands: [String: KYCRequirements], again: Bool = false) -> PreparedContent {
        .submissions(
            valid(demands).map { .init(place: $0.place, submission: $0.submission) }, again: again)
    }
}
