import Domain

extension SubmissionFile {
    /// Every fault of every submission, in the file's order: its form, its fields, and two for
    /// one customer. Without `requirements` for a customer its extra fields pass.
    func faults(requirements: [String: KYCRequirements] = [:], today: CivilDate) -> [Fault] {
        var first: [String: String] = [:]
        var all: [Fault] = []
        for entry in entries {
            all += entry.faults
            if entry.isUnreadable { continue }
            let told = Set(entry.faults.map(\.field))
            let customer = entry.customer
            if case .failure(let faults) = entry.draft.validated(
                requirements: customer.flatMap { requirements[$0] }, today: today)
            {
                all += faults.all.filter { !told.contains($0.field.name) }.map {
                    Fault(place: entry.place, field: $0.field.name, sentence: $0.sentence)
                }
            }
            guard let customer else { continue }
            if let earlier = first[customer] {
                all.append(
                    Fault(
                        place: entry.place, field: "customer_id",
                        sentence: "the same customer as \(earlier): \(customer)"))
            } else {
                first[customer] = entry.place
            }
        }
        return all
    }

    /// The submissions, each valid against what the vendor demands; nil for one that is not.
    func submissions(
        requirements: [String: KYCRequirements], today: CivilDate
    ) -> [KYCSubmission?] {
        entries.map { entry in
            try? entry.draft.validated(
                requirements: entry.customer.flatMap { requirements[$0] }, today: today
            ).get()
        }
    }
}

extension SubmissionFile.Entry {
    /// The customer, when the id has the form of one.
    var customer: String? {
        ItemKey(kind: .kyc, id: draft[.customerID].filter { !$0.isWhitespace })?.id
    }
}

extension CivilDate {
    /// The day that it is on this machine's calendar.
    static func today() -> CivilDate {
        let now = SystemClock.now()
        let local =
            now.milliseconds + Int64(SystemClock.utcOffsetMinutes(at: now)) * 60_000
        let day = local / 86_400_000
        return CivilDate(daysSinceEpoch: Int(local < 0 && local % 86_400_000 != 0 ? day - 1 : day))
    }
}
