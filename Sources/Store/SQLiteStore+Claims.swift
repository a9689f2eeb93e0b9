public import Domain

extension SQLiteStore {
    /// Asks to be the one that checks an item now; in one transaction with counting the request.
    public func claim(
        _ wish: ClaimWish, at moment: Timestamp
    ) async throws(StoreFailure) -> ClaimAnswer {
        try await together { () throws(StoreFailure) in try self.answer(wish, at: moment) }
    }

    private func answer(
        _ wish: ClaimWish, at moment: Timestamp
    ) throws(StoreFailure) -> ClaimAnswer {
        let own = try present(at: moment)
        guard let state = try claimState(of: wish.key), state.isTracked else { return .gone }
        if let attempt = state.attemptedAt,
            attempt > wish.knownAttempt ?? attempt - .seconds(1),
            let item = try item(wish.key)
        {
            return .asked(item)
        }
        if let owner = state.claimedBy, owner != own, try isLive(owner, at: moment) {
            return .taken
        }
        let vendor = wish.key.kind.vendor
        if let trouble = try trouble(of: vendor, credential: wish.account.credential) {
            if trouble.holds(at: moment, isAsked: wish.isAsked) { return .held(trouble) }
            if trouble.isCautious, try hasClaims(on: vendor, otherThan: own, at: moment) {
                return .taken
            }
        }
        var budget: RateBudget?
        if var used = try self.budget(of: wish.account) {
            guard used.opening(at: moment, leaving: wish.reserve) <= moment else {
                return .spent(used)
            }
            used.take(at: moment)
            try keep(used, of: wish.account)
            budget = used
        }
        try connection.run(
            "UPDATE item SET claimed_by = ?3 WHERE kind = ?1 AND id = ?2",
            .text(wish.key.kind.rawValue), .text(wish.key.id), .integer(own))
        return .granted(budget)
    }

    /// Gives a claim of this process up.
    public func release(_ key: ItemKey) throws(StoreFailure) {
        guard let presence else { return }
        _ = try connection.run(
            """
            UPDATE item SET claimed_by = NULL
            WHERE kind = ?1 AND id = ?2 AND claimed_by = ?3
            """, .text(key.kind.rawValue), .text(key.id), .integer(presence))
    }

    /// Counts a request that is no check of an item, if the budget has room for it.
    public func admit(
        _ account: VendorAccount, at moment: Timestamp
    ) throws(StoreFailure) -> (isAdmitted: Bool, budget: RateBudget)? {
        guard !account.limits.isEmpty else { return nil }
        return try connection.transaction {
            () throws(StoreFailure) -> (isAdmitted: Bool, budget: RateBudget)? in
            guard var used = try budget(of: account) else { return nil }
            guard used.opening(at: moment) <= moment else { return (false, used) }
            used.take(at: moment)
            try keep(used, of: account)
            return (true, used)
        }
    }

    private func claimState(
        of key: ItemKey
    ) throws(StoreFailure) -> (isTracked: Bool, attemptedAt: Timestamp?, claimedBy: Int64?)? {
        let states: [(isTracked: Bool, attemptedAt: Timestamp?, claimedBy: Int64?)] =
            try connection.rows(
                """
                SELECT is_tracked, attempted_at, claimed_by FROM item WHERE kind = ?1 AND id = ?2
                """, .text(key.kind.rawValue), .text(key.id)
            ) { row throws(StoreFailure) in
                let isTracked = row.integer() == 1
                let attemptedAt = row.moment()
                return (isTracked, attemptedAt, row.integer())
            }
        return states.first
    }

    private func item(_ key: ItemKey) throws(StoreFailure) -> TrackedItem? {
        try connection.rows(
            """
            SELECT \(Row.itemColumns)
            FROM item LEFT JOIN stamp_groups ON stamp_groups.item = item.sequence
            WHERE kind = ?1 AND id = ?2
            """, .text(key.kind.rawValue), .text(key.id)
        ) { row throws(StoreFailure) in try row.trackedItem() }.first
    }

    private func hasClaims(
        on vendor: Vendor, otherThan own: Int64, at moment: Timestamp
    ) throws(StoreFailure) -> Bool {
        let claims: [(kind: Kind?, owner: Int64)] = try connection.rows(
            "SELECT kind, claimed_by FROM item WHERE claimed_by IS NOT NULL AND claimed_by <> ?1",
            .integer(own)
        ) { row throws(StoreFailure) in
            let kind = row.text().flatMap(Kind.init)
            return (kind, row.integer() ?? 0)
        }
        for claim in claims where claim.kind?.vendor == vendor {
            if try isLive(claim.owner, at: moment) { return true }
        }
        return false
    }

    // MARK: Budgets

    /// What all processes have used; nil without limits.
    public func budget(of account: VendorAccount) throws(StoreFailure) -> RateBudget? {
        guard !account.limits.isEmpty else { return nil }
        let kept = try connection.rows(
            "SELECT used FROM rate_budget WHERE credential = ?1", .text(account.credential)
        ) { row throws(StoreFailure) in row.text() }
        guard let text = kept.first.flatMap({ $0 }) else { return RateBudget(account.limits) }
        return RateBudget(account.limits, record: StoredJSON.counts(text) ?? [])
    }

    private func keep(
        _ budget: RateBudget, of account: VendorAccount
    ) throws(StoreFailure) {
        _ = try connection.run(
            """
            INSERT INTO rate_budget (credential, used) VALUES (?1, ?2)
            ON CONFLICT (credential) DO UPDATE SET used = ?2
            """, .text(account.credential), .text(StoredJSON.text(budget.record)))
    }
}
