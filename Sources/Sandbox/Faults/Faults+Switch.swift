extension Faults {
    /// One decision about a point that the vendors' pages leave open.
    public enum Switch: String, CaseIterable, Sendable {
        case reapMissingKey400 = "reap-missing-key-400"
        case reapEntityCodes = "reap-entity-codes"
        case reapNoParameter = "reap-no-parameter"
        case reapUppercase = "reap-uppercase"
        case reapUnaccounted = "reap-unaccounted"
        case reapFailed = "reap-failed"
        case reapFailedCompletedAt = "reap-failed-completed-at"
        case reapStuck = "reap-stuck"
        case reapBadId400 = "reap-bad-id-400"
        case reap500Empty = "reap-500-empty"
        case reap500Html = "reap-500-html"
        case reapUpload200 = "reap-upload-200"
        case reapUpload202 = "reap-upload-202"
        case reapIdempotencyError = "reap-idempotency-error"
        case reapIdempotencyBatchId = "reap-idempotency-batch-id"
        case reapIdempotencyRequired = "reap-idempotency-required"

        case deepvue202 = "deepvue-202"
        case deepvueEmptyUrl = "deepvue-empty-url"
        case deepvueMissingUrl = "deepvue-missing-url"
        case deepvueMissingStatus = "deepvue-missing-status"
        case deepvueFailed = "deepvue-failed"
        case deepvueFlap = "deepvue-flap"
        case deepvueFile403 = "deepvue-file-403"
        case deepvueFile404 = "deepvue-file-404"
        case deepvueSignedUrl = "deepvue-signed-url"
        case deepvueEmptyCsv = "deepvue-empty-csv"
        case deepvueUnknown400 = "deepvue-unknown-400"
        case deepvueUnknown422 = "deepvue-unknown-422"
        case deepvueUnknownNull = "deepvue-unknown-null"
        case deepvue403 = "deepvue-403"
        case deepvueMissingKey403 = "deepvue-missing-key-403"
        case deepvue422Text = "deepvue-422-text"
        case deepvueUpload200 = "deepvue-upload-200"
        case deepvueWebhookRequired = "deepvue-webhook-required"
        case deepvueOneToken = "deepvue-one-token"
        case deepvueTokenLife = "deepvue-token-life"
        case deepvuePlan = "deepvue-plan"

        case surepassHtml502 = "surepass-html-502"
        case surepass400 = "surepass-400"
        case surepass401Bare = "surepass-401-bare"
        case surepassMessageNull = "surepass-message-null"
        case surepassStatusDisagrees = "surepass-status-disagrees"
        case surepassReportNull = "surepass-report-null"
        case surepassReportMissing = "surepass-report-missing"
        case surepassReport404 = "surepass-report-404"
        case surepassReport422 = "surepass-report-422"
        case surepassReportCompleted = "surepass-report-completed"
        case surepassReportNoLink = "surepass-report-no-link"
        case surepassUsedLeave = "surepass-used-leave"
        case surepassUtc = "surepass-utc"
        case surepassListRepeats = "surepass-list-repeats"
        case surepassNoPagination = "surepass-no-pagination"
        case surepassDlOnly = "surepass-dl-only"

        case dollarpeSignature401 = "dollarpe-signature-401"
        case dollarpeProfileOnly = "dollarpe-profile-only"
        case dollarpeTolerance = "dollarpe-tolerance"
        case dollarpeIdCustomer = "dollarpe-id-customer"
        case dollarpeCustomerIdKey = "dollarpe-customer-id-key"
        case dollarpeTextInMessage = "dollarpe-text-in-message"
        case dollarpeLimitsApart = "dollarpe-limits-apart"
        case dollarpeResetKeepsLimit = "dollarpe-reset-keeps-limit"
        case dollarpeUpdateProcessing = "dollarpe-update-processing"
        case dollarpeEdd = "dollarpe-edd"
        case dollarpePhoneRequired = "dollarpe-phone-required"
        case dollarpeTaxRequired = "dollarpe-tax-required"
        case dollarpeForeignNext = "dollarpe-foreign-next"

        case retryAfter = "retry-after"

        /// What has to stand behind the name and `=`.
        public enum Value: Equatable, Sendable {
            case none
            case seconds
            case choice([String])
        }

        /// What this switch has to be given.
        public var value: Value {
            switch self {
            case .deepvueTokenLife, .dollarpeTolerance: .seconds
            case .deepvuePlan: .choice(DeepvuePlan.allCases.map(\.rawValue))
            case .dollarpeProfileOnly: .choice(SigningProfile.allCases.map(\.rawValue))
            default: .none
            }
        }

        /// Whose point it is; nil for everybody's.
        var vendor: Vendor? { Vendor(rawValue: String(rawValue.prefix { $0 != "-" })) }

        /// The name as it is typed, with what has to follow it.
        public var usage: String {
            switch value {
            case .none: rawValue
            case .seconds: rawValue + "=SECONDS"
            case .choice(let choices): rawValue + "=" + choices.joined(separator: "|")
            }
        }
    }
}
