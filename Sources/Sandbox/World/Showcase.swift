/// The first items: one of everything an operator meets, made by hand.
///
/// Moments and lengths are the vendors' seconds from the sandbox's start. At speed 20 a minute
/// on the wall is 1,200 of them: items finish one after another within the first two minutes,
/// and a few go on beyond 12,000, the tenth minute.
enum Showcase {
    static let items: [(label: String, plan: Plan)] =
        reap + deepvue + stamps + reports + customers + more

    private static let reap: [(String, Plan)] = [
        (
            "March import",
            .reap(ReapBatch(rows: 4_200, failed: 61, created: -420, queue: 240, rate: 2.8))
        ),
        (
            // Past the vendor's half hour, and still moving after ten minutes at speed 20.
            "Onboarding wave 7",
            .reap(ReapBatch(rows: 5_000, failed: 117, created: -2_400, queue: 500, rate: 0.34))
        ),
        (
            "Payout partners, Kochi",
            .reap(ReapBatch(rows: 640, failed: 4, created: -90, queue: 300, rate: 1.6))
        ),
        (
            "Pilot cohort",
            .reap(ReapBatch(rows: 19, created: -9_000, queue: 152, rate: 0.16))
        ),
        (
            "Merchant backfill",
            .reap(ReapBatch(rows: 2_310, failed: 184, created: -16_000, queue: 410, rate: 5.2))
        ),
        (
            "February import",
            .reap(
                ReapBatch(
                    rows: 1_000, failed: 5, unaccounted: 5, created: -30_000, queue: 380,
                    rate: 6.1))
        ),
        (
            "Night run 14",
            .reap(
                ReapBatch(
                    rows: 800, failed: 12, created: -260, queue: 120, rate: 0.6,
                    ending: .failed(at: 0.43)))
        ),
        (
            "Legacy wallet users",
            .reap(
                ReapBatch(
                    rows: 1_500, failed: 18, created: -1_500, queue: 120, rate: 2,
                    ending: .stuck(at: 0.61)))
        ),
        (
            "Nordic contractors",
            .reap(
                ReapBatch(
                    rows: 260, failed: 3, created: -700, queue: 90, rate: 1.1,
                    ending: .word("awaiting_review")))
        ),
        (
            "IMPORT-2291",
            .reap(
                ReapBatch(
                    rows: 900, failed: 27, created: -200, queue: 100, rate: 1.1,
                    isUpperCase: true))
        ),
    ]

    private static let deepvue: [(String, Plan)] = [
        ("UPI check, Pune", .deepvue(DeepvueBatch(rows: 320, created: -300, length: 1_200))),
        ("UPI check, Surat", .deepvue(DeepvueBatch(rows: 115, created: -8_000, length: 900))),
        (
            "UPI check, second try",
            .deepvue(DeepvueBatch(rows: 40, created: -5_000, length: 700, hasFailed: true))
        ),
    ]

    private static let stamps: [(String, Plan)] = [
        (
            "Rental deeds, Delhi",
            .stamps(StampOrder(quantity: 400, failed: 9, created: -7_200, length: 21_600))
        ),
        (
            "Affidavits, batch 3",
            .stamps(StampOrder(quantity: 25, failed: 25, created: -90_000, length: 5_000))
        ),
        (
            "Franchise papers",
            .stamps(StampOrder(quantity: 120, created: -60_000, length: 9_000))
        ),
        (
            "Lease renewals",
            .stamps(
                StampOrder(
                    quantity: 250, failed: 2, unaccounted: 3, created: -80_000, length: 7_000))
        ),
        (
            "Loan agreements, April",
            .stamps(StampOrder(quantity: 2_000, failed: 31, created: -2_400, length: 9_500))
        ),
    ]

    private static let reports: [(String, Plan)] = [
        (
            "Usage of Franchise papers",
            .report(UsageReport(order: index(of: "Franchise papers"), created: -20, length: 260))
        ),
        (
            "Usage of Affidavits, batch 3",
            .report(
                UsageReport(
                    order: index(of: "Affidavits, batch 3"), created: -4_000, length: 90,
                    hasFailed: true))
        ),
    ]

    private static let customers: [(String, Plan)] = [
        ("Exchange user 204", customer(.unverified(length: 400, outcome: .verified))),
        ("Exchange user 205", customer(.unverified(length: 240, outcome: .verified))),
        (
            "Exchange user 206",
            customer(
                .unverified(length: 600, outcome: .failed("DOCUMENT_VERIFICATION_FAILED")))
        ),
        ("Exchange user 187", customer(.processing(until: 1_100, outcome: .verified))),
        ("Exchange user 112", customer(.processing(until: -50_000, outcome: .verified))),
        ("Exchange user 118", customer(failed("DOCUMENT_VERIFICATION_FAILED"))),
        ("Exchange user 131", customer(failed("TAX_VERIFICATION_FAILED"))),
        ("Exchange user 140", customer(failed("SELFIE_VERIFICATION_FAILED"))),
        ("Exchange user 152", customer(failed("KYC_FAILED"))),
        ("Exchange user 160", customer(.word("ON_HOLD"))),
    ]

    private static let more: [(String, Plan)] = [
        (
            "Creator payouts",
            .reap(ReapBatch(rows: 5_000, failed: 340, created: -700, queue: 400, rate: 1.9))
        ),
        (
            "Vendor accounts, full list",
            .deepvue(DeepvueBatch(rows: 900, created: -600, length: 16_000))
        ),
        (
            "Indemnity bonds",
            .stamps(StampOrder(quantity: 60, failed: 1, created: -60, length: 1_900))
        ),
    ]

    private static func customer(_ course: Customer.Course) -> Plan {
        .kyc(Customer(course: course))
    }

    private static func failed(_ reason: String) -> Customer.Course {
        .processing(until: -20_000, outcome: .failed(reason))
    }

    /// The place of an order of the table.
    private static func index(of order: String) -> Int {
        let before = reap + deepvue
        return before.count + (stamps.firstIndex { $0.0 == order } ?? 0)
    }
}
