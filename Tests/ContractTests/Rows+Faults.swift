import Domain

extension Row {
    /// The scenarios that have one outcome, however often they are met.
    static let scenarios: [Row] = [
        Row("outage", .check("March import"), "vendor 502"),
        Row("outage", .reapUpload, "vendor 503, may have arrived"),
        Row("outage", .check("UPI check, Pune"), "network"),
        Row("outage", .deepvueUpload, "network"),
        Row("outage", .check("Franchise papers"), "vendor 502"),
        Row("outage", .order(), "vendor 502, may have arrived"),
        Row("outage", .startReport, "vendor 502, may have arrived"),
        Row("outage", .check("Exchange user 118"), "vendor 503"),
        Row("outage", .submit(), "vendor 503, may have arrived"),
        Row("outage", .submit(), after: .seconds(16), "PROCESSING"),
        Row("throttled", .check("March import"), calls: 6, "rate_limited 429"),
        Row(
            "throttled,retry-after", .check("March import"), calls: 6,
            "rate_limited 429, retry after 1.0 seconds"),
        Row("throttled", .reapUpload, calls: 6, "rate_limited 429"),
        Row(
            "throttled", .check("March import"), calls: 6, after: .seconds(1),
            "in_progress 'in_progress' 579/4200 failed 8, good 571"),
        Row("throttled,deepvue-plan=starter", .check("UPI check, Pune"), "rate_limited 429"),
        Row(
            "throttled,deepvue-plan=starter,retry-after", .check("UPI check, Pune"),
            "rate_limited 429, retry after 1.0 seconds"),
        Row("throttled,deepvue-plan=business", .deepvueUpload, calls: 2, "rate_limited 429"),
        Row("throttled", .check("Franchise papers"), calls: 6, "rate_limited 429"),
        Row("throttled", .order(), calls: 6, "rate_limited 429"),
        Row("throttled", .check("Exchange user 118"), calls: 2, "rate_limited 429"),
        Row(
            "throttled,retry-after", .check("Exchange user 118"), calls: 2,
            "rate_limited 429, retry after 3.0 seconds"),
        Row(
            "throttled", .check("Exchange user 118"), calls: 2, after: .seconds(3),
            "failed 'FAILED' -/- failed -, good -, because DOCUMENT_VERIFICATION_FAILED"),
        Row("expired-tokens", .check("March import"), "auth 401"),
        Row("expired-tokens", .reapUpload, "auth 401"),
        Row(
            "expired-tokens", .check("UPI check, Pune"), calls: 2, after: .seconds(61),
            "completed 'batch processing completed' -/- failed -, good -, result"),
        Row(
            "expired-tokens", .result("UPI check, Surat"), calls: 2, after: .seconds(61),
            "116 lines"),
        Row("expired-tokens", .deepvueUpload, calls: 2, after: .seconds(61), "auth 401"),
        Row("expired-tokens", .check("Franchise papers"), "auth 401"),
        Row("expired-tokens", .balance, "auth 401"),
        Row("expired-tokens", .startReport, "auth 401"),
        Row("expired-tokens", .check("Exchange user 118"), "auth 401"),
        Row("expired-tokens", .submit(), "auth 401"),
        Row(
            "midnight", .check("March import"),
            "in_progress 'in_progress' 543/4200 failed 8, good 535"),
        Row(
            "midnight", .check("UPI check, Pune"),
            "in_progress 'batch processing in progress' -/- failed -, good -"),
        Row("midnight", .orders, "6 orders"),
        Row(
            "midnight", .check("Exchange user 118"),
            "failed 'FAILED' -/- failed -, good -, because DOCUMENT_VERIFICATION_FAILED"),
        Row("midnight", .submit(), "PROCESSING"),
    ]

    /// A row or more for each switch.
    static let switches = reap + deepvue + surepass + dollarPe

    private static let reap: [Row] = [
        Row("reap-missing-key-400", .check("March import"), key: .missing, "auth 400"),
        Row("reap-entity-codes", .check("March import"), key: .wrong, "auth 401"),
        Row("reap-no-parameter", .check("March import"), key: .wrong, "auth 401"),
        Row(
            "reap-uppercase", .check("March import"),
            "in_progress 'PROCESSING' 543/4200 failed 8, good 535"),
        Row(
            "reap-unaccounted", .check("Pilot cohort"),
            "completed 'completed' 17/19 failed 0, good 17, 2 unaccounted"),
        Row(
            "reap-failed", .check("Pilot cohort"),
            "failed 'failed' 9/19 failed 0, good 9, 10 unaccounted"),
        Row(
            "reap-failed,reap-failed-completed-at", .check("Pilot cohort"),
            "failed 'failed' 9/19 failed 0, good 9, 10 unaccounted"),
        Row("reap-stuck", .check("Pilot cohort"), "pending 'pending' 0/19 failed 0, good 0"),
        Row(
            "reap-bad-id-400", .check("unknown", .reap, id: "f208a887-9fa6-4447-a52b-c1d6e089536f"),
            "not_found 404"),
        Row("reap-500-empty", .check("March import"), "vendor 500"),
        Row("reap-500-html", .check("March import"), "vendor 500"),
        Row("reap-upload-200", .reapUpload, "reap PENDING 2"),
        Row("reap-upload-202", .reapUpload, "reap PENDING 2"),
        Row("reap-idempotency-error", .reapUpload, calls: 2, "no batch - -, already there"),
        Row(
            "reap-idempotency-error,reap-idempotency-batch-id", .reapUpload, calls: 2,
            "reap - -, already there"),
        Row("reap-idempotency-required", .reapUpload, "reap PENDING 2"),
    ]

    private static let unknownRequest = Operation.check(
        "unknown", .deepvue, id: "06d0d7c340ed460d96103aaa0b26f0de")

    private static let deepvue: [Row] = [
        Row(
            "deepvue-202", .check("UPI check, Pune"),
            "in_progress 'batch processing in progress' -/- failed -, good -"),
        Row(
            "deepvue-empty-url", .check("UPI check, Pune"),
            "in_progress 'batch processing in progress' -/- failed -, good -"),
        Row("deepvue-empty-url", .result("UPI check, Pune"), "none"),
        Row(
            "deepvue-missing-url", .check("UPI check, Pune"),
            "in_progress 'batch processing in progress' -/- failed -, good -"),
        Row(
            "deepvue-missing-status", .check("UPI check, Pune"),
            "in_progress 'batch processing in progress' -/- failed -, good -"),
        Row(
            "deepvue-missing-status", .check("UPI check, second try"),
            "failed 'batch processing failed' -/- failed -, good -, because batch processing failed"
        ),
        Row(
            "deepvue-failed", .check("UPI check, Surat"),
            "failed 'batch processing failed' -/- failed -, good -, because batch processing failed"
        ),
        Row("deepvue-failed", .result("UPI check, Surat"), "none"),
        Row(
            "deepvue-flap", .check("UPI check, Surat"),
            "in_progress 'batch processing in progress' -/- failed -, good -"),
        Row(
            "deepvue-flap", .check("UPI check, Surat"), calls: 2,
            "completed 'batch processing completed' -/- failed -, good -, result"),
        Row("deepvue-file-403", .result("UPI check, Surat"), "auth 403"),
        Row("deepvue-file-404", .result("UPI check, Surat"), "not_found 404"),
        Row("deepvue-signed-url", .result("UPI check, Surat"), "116 lines"),
        Row("deepvue-empty-csv", .result("UPI check, Surat"), "0 lines"),
        Row("deepvue-unknown-400", unknownRequest, "not_found 400"),
        Row("deepvue-unknown-422", unknownRequest, "not_found 422"),
        Row("deepvue-unknown-null", unknownRequest, "malformed 200"),
        Row(
            "deepvue-403,deepvue:expired-tokens", .check("UPI check, Pune"), calls: 2,
            after: .seconds(61),
            "completed 'batch processing completed' -/- failed -, good -, result"),
        Row(
            "deepvue-missing-key-403", .check("UPI check, Pune"),
            "in_progress 'batch processing in progress' -/- failed -, good -"),
        Row("deepvue-422-text", .check("UPI check, Pune"), key: .missing, "auth 401"),
        Row("deepvue-422-text,deepvue-webhook-required", .deepvueUpload, "invalid 422"),
        Row("deepvue-webhook-required", .deepvueUpload, "invalid 422"),
        Row("deepvue-upload-200", .deepvueUpload, "deepvue batch processing in progress -"),
        Row(
            "deepvue-one-token", .check("UPI check, Pune"), calls: 2, after: .seconds(90_000),
            "completed 'batch processing completed' -/- failed -, good -, result"),
        Row(
            "deepvue-token-life=30", .check("UPI check, Pune"), calls: 2, after: .seconds(31),
            "in_progress 'batch processing in progress' -/- failed -, good -"),
        Row(
            "deepvue-plan=starter", .check("UPI check, Pune"),
            "in_progress 'batch processing in progress' -/- failed -, good -"),
    ]

    private static let surepass: [Row] = [
        Row("surepass-html-502", .balance, calls: 3, "vendor 502"),
        Row("surepass-html-502", .startReport, calls: 3, "report"),
        Row("surepass-html-502", .order(), calls: 3, "vendor 502, may have arrived"),
        Row(
            "surepass-400", .check("unknown", .stamps, id: "bulk_stamp_v2_vomMHvHnecrlzTPRtyL"),
            "invalid 400"),
        Row("surepass-401-bare", .check("Franchise papers"), key: .wrong, "auth 401"),
        Row(
            "surepass-message-null", .check("Franchise papers"),
            "completed '-' 120/120 failed 0, good 120"),
        Row("surepass-status-disagrees", .check("Franchise papers"), "invalid 200"),
        Row("surepass-status-disagrees", .order(), "invalid 200, may have arrived"),
        Row(
            "surepass-report-null", .check("Usage of Franchise papers"),
            "pending '-' -/- failed -, good -"),
        Row("surepass-report-null", .startAndCheckReport, "pending '-' -/- failed -, good -"),
        Row(
            "surepass-report-missing", .check("Usage of Franchise papers"),
            "pending 'pending' -/- failed -, good -"),
        Row("surepass-report-missing", .result("Usage of Franchise papers"), "none"),
        Row("surepass-report-404", .check("Usage of Franchise papers"), "not_found 404"),
        Row("surepass-report-404", .startAndCheckReport, "pending '-' -/- failed -, good -"),
        Row("surepass-report-422", .check("Usage of Franchise papers"), "invalid 422"),
        Row("surepass-report-422", .startAndCheckReport, "pending '-' -/- failed -, good -"),
        Row(
            "surepass-report-completed", .check("Usage of Franchise papers"), after: .seconds(60),
            "completed 'completed' 120/120 failed 0, good 120, result"),
        Row(
            "surepass-report-no-link", .check("Usage of Franchise papers"),
            after: .milliseconds(12_500), "completed 'success' 120/120 failed 0, good 120"),
        Row(
            "surepass-report-no-link", .result("Usage of Franchise papers"),
            after: .milliseconds(12_500), "none"),
        Row(
            "surepass-used-leave", .check("Franchise papers"),
            "completed '-' 102/120 failed 0, good 102, 18 unaccounted"),
        Row("surepass-utc", .orders, "6 orders"),
        Row("surepass-list-repeats", .orders, "6 orders"),
        Row("surepass-no-pagination", .orders, "6 orders"),
        Row("surepass-dl-only", .order(state: "KA", articleID: 30_160), "invalid 422"),
        Row("surepass-dl-only", .order(), "stamps 3 DL 22128 100 true"),
    ]

    private static let dollarPe: [Row] = [
        Row("dollarpe-signature-401", .check("Exchange user 118"), key: .wrong, "auth 401"),
        Row("dollarpe-signature-401", .submit(), key: .wrong, "auth 401"),
        Row("dollarpe-profile-only=compact_sorted", .submit(), "PROCESSING"),
        Row(
            "dollarpe-tolerance=1", .check("Exchange user 118"),
            "failed 'FAILED' -/- failed -, good -, because DOCUMENT_VERIFICATION_FAILED"),
        Row("dollarpe-id-customer", .submit(), "PROCESSING"),
        Row("dollarpe-customer-id-key", .submit(), "PROCESSING"),
        Row(
            "dollarpe-text-in-message",
            .check("unknown", .kyc, id: "4e6f1b20-a73c-11ec-b909-0242ac120002"), "not_found 400"),
        Row("dollarpe-text-in-message", .submit(), key: .wrong, "auth 400"),
        Row("dollarpe-limits-apart", .everyUpdate, "UNVERIFIED"),
        Row("dollarpe-reset-keeps-limit", .updateAfterReset, "invalid 400"),
        Row("dollarpe-update-processing", Operation.updates[1], "PROCESSING"),
        Row(
            "dollarpe-edd", .check("Exchange user 118"),
            "failed 'FAILED' -/- failed -, good -, because DOCUMENT_VERIFICATION_FAILED"),
        Row("dollarpe-edd", .createCustomer, "pending 'UNVERIFIED' -/- failed -, good -, u-1"),
        Row("dollarpe-phone-required", .submit { $0.phone = Personal("") }, "invalid 400"),
        Row("dollarpe-tax-required", .submit { $0.taxNumber = Personal("") }, "invalid 400"),
        Row("dollarpe-foreign-next", .customers, "10 customers"),
    ]
}
