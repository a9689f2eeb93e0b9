public import Domain

extension SQLiteStore {
    /// Tells the others what holds a vendor's polling back, unless they know of something later.
    public func note(
        _ trouble: VendorTrouble, of vendor: Vendor
    ) throws(StoreFailure) {
        _ = try connection.run(
            """
            INSERT INTO vendor_trouble (vendor, credential, noted_at, refused_since, wait_until,
                retry_at, failing_since, is_cautious, rounds, round_failed_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            ON CONFLICT (vendor, credential) DO UPDATE SET noted_at = ?3, refused_since = ?4,
                wait_until = ?5, retry_at = ?6, failing_since = ?7, is_cautious = ?8, rounds = ?9,
                round_failed_at = ?10
            WHERE noted_at < ?3
            """,
            .text(vendor.rawValue), .text(trouble.credential), .moment(trouble.notedAt),
            .moment(trouble.refusedSince), .moment(trouble.waitUntil), .moment(trouble.retryAt),
            .moment(trouble.failingSince), .flag(trouble.isCautious), .count(trouble.rounds),
            .moment(trouble.roundFailedAt))
    }

    /// What is known of the vendors, asked with these credentials.
    public func troubles(
        of credentials: [Vendor: String]
    ) throws(StoreFailure) -> [Vendor: VendorTrouble] {
        var found: [Vendor: VendorTrouble] = [:]
        for (vendor, credential) in credentials {
            found[vendor] = try trouble(of: vendor, credential: credential)
        }
        return found
    }

    func trouble(
        of vendor: Vendor, credential: String
    ) throws(StoreFailure) -> VendorTrouble? {
        try connection.rows(
            """
            SELECT noted_at, refused_since, wait_until, retry_at, failing_since, is_cautious,
                rounds, round_failed_at
            FROM vendor_trouble WHERE vendor = ?1 AND credential = ?2
            """, .text(vendor.rawValue), .text(credential)
        ) { row throws(StoreFailure) in
            var trouble = VendorTrouble()
            trouble.credential = credential
            trouble.notedAt = try row.required(row.moment())
            trouble.refusedSince = row.moment()
            trouble.waitUntil = row.moment()
            trouble.retryAt = row.moment()
            trouble.failingSince = row.moment()
            trouble.isCautious = row.integer() == 1
            trouble.rounds = row.count() ?? 0
            trouble.roundFailedAt = row.moment()
            return trouble
        }.first
    }
}
