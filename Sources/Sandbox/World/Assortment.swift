/// Items beyond the showcase: a natural mix, drawn from the seed.
///
/// More than half are over when the sandbox starts, most others are under way.
struct Assortment: Sendable {
    let seed: UInt64

    private static let subjects = [
        "import", "onboarding", "payout partners", "merchants", "contractors", "wallet users",
        "resellers", "pilot", "renewals", "backfill",
    ]
    private static let places = [
        "Pune", "Kochi", "Surat", "Jaipur", "Indore", "Mysuru", "Nashik", "Guwahati", "Ranchi",
        "Vellore",
    ]
    private static let kinds: [IDs.Subject] = [
        .reap, .deepvue, .reap, .stamps, .kyc, .reap, .kyc, .reap, .stamps, .report,
    ]

    /// Kinds come in rows of this length.
    static let row = kinds.count

    /// Where a subject's items are in a row.
    static func places(of subject: IDs.Subject) -> [Int] {
        kinds.indices.filter { kinds[$0] == subject }
    }

    func label(at index: Int) -> String {
        if Self.kinds[(index - Showcase.items.count) % Self.row] == .kyc {
            return "Exchange user \(1_000 + index)"
        }
        let chance = chance(index)
        let place = Self.places[chance.number(0, below: Self.places.count)]
        let subject = Self.subjects[chance.number(1, below: Self.subjects.count)]
        return "\(place) \(subject) \(index)"
    }

    func plan(at index: Int) -> Plan {
        let chance = chance(index)
        switch Self.kinds[(index - Showcase.items.count) % Self.row] {
        case .deepvue: return .deepvue(deepvue(chance))
        case .stamps: return .stamps(stamps(chance))
        // The order just before it.
        case .report: return .report(report(of: index - 1, chance))
        case .kyc: return .kyc(Customer(course: course(chance)))
        default: return .reap(reap(chance))
        }
    }

    private func chance(_ index: Int) -> Chance { Chance(seed: seed, UInt64(index), 7) }

    /// Seconds before the start at which an item of about that length was created.
    private func created(_ chance: Chance, length: Double) -> Double {
        let isOver = chance.number(2, below: 100) < 55
        let part = chance.fraction(3)
        return isOver ? -length - 600 - part * 86_400 : -length * part
    }

    private func reap(_ chance: Chance) -> ReapBatch {
        let size = chance.fraction(4)
        let rows = 19 + Int(size * size * size * 4_981)
        let rate = 0.3 + 6.7 * chance.fraction(5)
        let failed = chance.number(6, below: 2) == 0 ? 0 : chance.number(7, below: rows / 10 + 1)
        var batch = ReapBatch(
            rows: rows, failed: failed, created: created(chance, length: Double(rows) / rate),
            queue: 600 * chance.fraction(8), rate: rate)
        switch chance.number(9, below: 100) {
        case 0..<4: batch.ending = .failed(at: chance.fraction(10))
        case 4..<6: batch.ending = .stuck(at: chance.fraction(10))
        case 6: batch.ending = .word("awaiting_review")
        case 7..<10: batch.unaccounted = 1 + chance.number(10, below: 5)
        case 10..<20: batch.isUpperCase = true
        default: break
        }
        return batch
    }

    private func deepvue(_ chance: Chance) -> DeepvueBatch {
        let length = 120 + 3_000 * chance.fraction(4)
        return DeepvueBatch(
            rows: 10 + chance.number(5, below: 290), created: created(chance, length: length),
            length: length, hasFailed: chance.number(6, below: 20) == 0)
    }

    private func stamps(_ chance: Chance) -> StampOrder {
        let length = 1_800 + 20_000 * chance.fraction(4)
        let size = chance.fraction(5)
        let quantity = 5 + Int(size * size * 495)
        return StampOrder(
            quantity: quantity, failed: chance.number(6, below: quantity / 20 + 2),
            unaccounted: chance.number(7, below: 30) == 0 ? 2 : 0,
            created: created(chance, length: length), length: length)
    }

    private func report(of order: Int, _ chance: Chance) -> UsageReport {
        let length = 30 + 300 * chance.fraction(4)
        return UsageReport(
            order: order, created: created(chance, length: length), length: length,
            hasFailed: chance.number(5, below: 15) == 0,
            isCalledCompleted: chance.number(6, below: 3) == 0)
    }

    private func course(_ chance: Chance) -> Customer.Course {
        let part = chance.fraction(4)
        let length = 60 + part * part * part * 7_000
        let reasons = [
            "DOCUMENT_VERIFICATION_FAILED", "TAX_VERIFICATION_FAILED",
            "SELFIE_VERIFICATION_FAILED", "KYC_FAILED",
        ]
        let outcome: Customer.Outcome =
            chance.number(5, below: 100) < 85
            ? .verified : .failed(reasons[chance.number(6, below: reasons.count)])
        return chance.number(7, below: 4) == 0
            ? .unverified(length: length, outcome: outcome)
            : .processing(
                until: created(chance, length: length) + length, outcome: outcome)
    }
}
