extension Operation {
    /// Every call of every client once.
    static let all: [Operation] =
        [
            .check("March import"), .reapUpload,
            .check("UPI check, Pune"), .deepvueUpload, .result("UPI check, Surat"),
            .check("Franchise papers"), .check("Usage of Affidavits, batch 3"), .startReport,
            .order(), .orders, .stamp, .stock, .articles, .balance,
            .result("Usage of Affidavits, batch 3"),
            .check("Exchange user 118"), .requirements(of: "Exchange user 205"), .submit(),
            .createCustomer, .customer, .customers, .reset,
        ] + updates

    static let writes = all.filter(\.isWrite)
}
