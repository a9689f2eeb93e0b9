import Domain

extension Row {
    /// Every operation, as the vendors' pages have it.
    static let everyday: [Row] = [
        Row("", .check("March import"), "in_progress 'in_progress' 543/4200 failed 8, good 535"),
        Row(
            "", .check("February import"),
            "completed 'completed' 995/1000 failed 5, good 990, 5 unaccounted"),
        Row(
            "", .check("Nordic contractors"), "unknown 'awaiting_review' 260/260 failed 3, good 257"
        ),
        Row("", .check("IMPORT-2291"), "in_progress 'PROCESSING' 138/900 failed 4, good 134"),
        Row(
            "", .check("unknown", .reap, id: "f208a887-9fa6-4447-a52b-c1d6e089536f"),
            "not_found 404"),
        Row("", .reapUpload, "reap PENDING 2"),
        Row("", .reapUpload, calls: 2, "reap PENDING 2"),
        Row(
            "", .check("UPI check, Pune"),
            "in_progress 'batch processing in progress' -/- failed -, good -"),
        Row(
            "", .check("UPI check, Surat"),
            "completed 'batch processing completed' -/- failed -, good -, result"),
        Row(
            "", .check("UPI check, second try"),
            "failed 'batch processing failed' -/- failed -, good -, because batch processing failed"
        ),
        Row(
            "", .check("unknown", .deepvue, id: "06d0d7c340ed460d96103aaa0b26f0de"), "not_found 404"
        ),
        Row("", .deepvueUpload, "deepvue batch processing in progress -"),
        Row("", .result("UPI check, Surat"), "116 lines"),
        Row("", .result("UPI check, Pune"), "none"),
        Row("", .check("Rental deeds, Delhi"), "in_progress '-' 126/400 failed 3, good 123"),
        Row("", .check("Affidavits, batch 3"), "failed '-' 25/25 failed 25, good 0"),
        Row("", .check("Franchise papers"), "completed '-' 120/120 failed 0, good 120"),
        Row(
            "", .check("Lease renewals"), "completed '-' 247/250 failed 2, good 245, 3 unaccounted"),
        Row(
            "", .check("unknown", .stamps, id: "bulk_stamp_v2_vomMHvHnecrlzTPRtyL"), "not_found 404"
        ),
        Row("", .check("Usage of Franchise papers"), "pending 'pending' -/- failed -, good -"),
        Row(
            "", .check("Usage of Franchise papers"), after: .seconds(60),
            "completed 'success' 120/120 failed 0, good 120, result"),
        Row("", .check("Usage of Affidavits, batch 3"), "failed 'failed' -/- failed -, good -"),
        Row("", .startReport, "report"),
        Row("", .startAndCheckReport, "pending 'pending' -/- failed -, good -"),
        Row("", .order(), "stamps 3 DL 22128 100 true"),
        Row("", .orders, "6 orders"),
        Row("", .orders, calls: 2, "6 orders"),
        Row("", .stamp, "available DL 1 certificate, document"),
        Row("", .stock, "1754 pending, 906 available, 48 on hold"),
        Row("", .articles, "22128 5, 22129 4, 22130 35"),
        Row("", .balance, "250000.0"),
        Row("", .result("Usage of Franchise papers"), "none"),
        Row("", .result("Usage of Franchise papers"), after: .seconds(60), "121 lines"),
        Row("", .check("Exchange user 204"), "pending 'UNVERIFIED' -/- failed -, good -"),
        Row(
            "", .check("Exchange user 118"),
            "failed 'FAILED' -/- failed -, good -, because DOCUMENT_VERIFICATION_FAILED"),
        Row("", .check("Exchange user 112"), "completed 'VERIFIED' -/- failed -, good -"),
        Row("", .check("Exchange user 160"), "unknown 'ON_HOLD' -/- failed -, good -"),
        Row(
            "", .check("unknown", .kyc, id: "4e6f1b20-a73c-11ec-b909-0242ac120002"), "not_found 400"
        ),
        Row(
            "", .requirements(of: "Exchange user 204"),
            "AADHAAR PASSPORT VOTER_ID DRIVING_LICENSE; ; allOf"),
        Row(
            "", .requirements(of: "Exchange user 205"),
            "AADHAAR PASSPORT VOTER_ID DRIVING_LICENSE; income_range! profession!; allOf"),
        Row(
            "", .requirements(of: "Exchange user 206"),
            "AADHAAR PASSPORT VOTER_ID DRIVING_LICENSE; income_range profession; anyOf(atLeast: 1)"),
        Row("", .submit(), "PROCESSING"),
        Row("", .submit(), calls: 2, "invalid 400"),
        Row("", .createCustomer, "pending 'UNVERIFIED' -/- failed -, good -, u-1"),
        Row("", .createCustomer, calls: 2, "invalid 400"),
        Row(
            "", .customer,
            "failed 'FAILED' -/- failed -, good -, because DOCUMENT_VERIFICATION_FAILED, named"),
        Row("", .customers, "10 customers"),
        Row("", Operation.updates[0], "UNVERIFIED"),
        Row("", Operation.updates[1], "UNVERIFIED"),
        Row("", Operation.updates[2], "PROCESSING"),
        Row("", Operation.updates[3], "UNVERIFIED"),
        Row("", .everyUpdate, "invalid 400"),
        Row("", .updateAfterReset, "UNVERIFIED"),
        Row("", .reset, "UNVERIFIED"),
        Row("", .reset, calls: 2, "invalid 400"),
        Row("", .check("March import"), key: .wrong, "auth 401"),
        Row("", .check("UPI check, Pune"), key: .wrong, "auth 401"),
        Row("", .check("Franchise papers"), key: .wrong, "auth 401"),
        Row("", .balance, key: .wrong, "auth 401"),
        Row("", .check("Exchange user 118"), key: .wrong, "auth 400"),
        Row("", .submit(), key: .wrong, "auth 400"),
    ]
}
