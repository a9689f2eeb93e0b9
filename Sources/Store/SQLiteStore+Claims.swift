public import Domain

extension SQLiteStore {
    /// Answers wishes in their order, as part of a transaction, after `readLog`. What they have in
    /// common is read and written once: this process's presence, and for each credential trouble
    /// and budget.
    func answers(
        to wishes: [ClaimWish], at moment: Timestamp
    ) throws(StoreFailure) -> [ClaimAnswer] {
        guard !wishes.isEmpty else { return [] }
        let own = try present(at: moment)
        var credentials: [Credential: CredentialState] = [:]
        var answers: [ClaimAnswer] = []
        for wish in wishes {
            let credential = Credential(wish)
            var state =
                if let known = credentials[credential] { known } else {
                    CredentialState(
                        trouble: try trouble(
                            of: credential.vendor, credential: wish.account.credential),
                        budget: try budget(of: wish.account))
                }
            answers.append(try answer(wish, own, &state, at: moment))
            credentials[credential] = state
        }
        for (credential, state) in credentials {
            if state.isBudgetChanged, let budget = state.budget {
                try keep(budget, of: credential.name)
            }
        }
        return answers
    }

    /// A vendor asked with one credential.
    private struct Credential: Hashable {
        let vendor: Vendor
        let name: String

        init(_ wish: ClaimWish) {
            vendor = wish.key.kind.vendor
            name = wish.account.credential
        }
    }

    private struct CredentialState {
        let trouble: VendorTrouble?
        var budget: RateBudget?
        var isBudgetChanged = false
    }

    private func answer(
        _ wish: ClaimWish, _ own: Int64, _ credential: inout CredentialState, at moment: Timestamp
    ) throws(StoreFailure) -> ClaimAnswer {
        guard let number = try number(of: wish.key) else { return .gone }
        let standing = try standing(of: number)
        guard standing.isTracked else { return .gone }
        if let attempt = standing.attemptedAt,
            attempt > wish.knownAttempt ?? attempt - .seconds(1), let item = try item(number)
        {
            return .asked(item)
        }
        if let owner = try owner(of: number), owner != own, try isLive(owner, at: moment) {
            return .taken
        }
        if let trouble = credential.trouble {
            if trouble.holds(at: moment, isAsked: wish.isAsked) { return .held(trouble) }
            if trouble.isCautious,
                try hasClaims(on: wish.key.kind.vendor, otherThan: own, at: moment)
            {
                return .taken
            }
        }
        if let used = credential.budget {
            guard used.opening(at: moment, leaving: wish.reserve) <= moment else {
                return .spent(used)
            }
            credential.budget?.take(at: moment)
            credential.isBudgetChanged = true
        }
        try connection.run(
            "INSERT OR REPLACE INTO claim (item, owner) VALUES (?1, ?2)", .integer(number),
            .integer(own))
        claims[wish.key] = number
        return .granted(credential.budget)
    }

    /// Gives a claim of this process up.
    public func release(_ key: ItemKey) throws(StoreFailure) {
        guard let presence else { return }
        let claimed = claims.removeValue(forKey: key)
        guard let number = if let claimed { claimed } else { try number(of: key) } else { return }
        _ = try connection.run(
            "DELETE FROM claim WHERE item = ?1 AND owner = ?2", .integer(number),
            .integer(presence))
    }

    /// Gives this process's claim on an item up and says which item that is; nil when it was never
    /// tracked or another process has claimed it.
    func giveUpClaim(on key: ItemKey) throws(StoreFailure) -> Int64? {
        if let presence, let number = claims.removeValue(forKey: key) {
            let given = try connection.run(
                "DELETE FROM claim WHERE item = ?1 AND owner = ?2", .integer(number),
                .integer(presence))
            if given > 0 { return number }
        }
        guard let number = try number(of: key) else { return nil }
        guard let presence, let owner = try owner(of: number) else { return number }
        guard owner == presence else { return nil }
        try connection.run("DELETE FROM claim WHERE item = ?1", .integer(number))
        return number
    }

    private func owner(of number: Int64) throws(StoreFailure) -> Int64? {
        try connection.rows("SELECT owner FROM claim WHERE item = ?1", .integer(number)) {
            row throws(StoreFailure) in row.integer()
        }.first ?? nil
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
            try keep(used, of: account.credential)
            return (true, used)
        }
    }

    private func hasClaims(
        on vendor: Vendor, otherThan own: Int64, at moment: Timestamp
    ) throws(StoreFailure) -> Bool {
        let claims: [(kind: Kind?, owner: Int64)] = try connection.rows(
            "SELECT kind, owner FROM claim JOIN item ON sequence = claim.item WHERE owner <> ?1",
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
        _ budget: RateBudget, of credential: String
    ) throws(StoreFailure) {
        _ = try connection.run(
            """
            INSERT INTO rate_budget (credential, used) VALUES (?1, ?2)
            ON CONFLICT (credential) DO UPDATE SET used = ?2
            """, .text(credential), .text(StoredJSON.text(budget.record)))
    }
}
