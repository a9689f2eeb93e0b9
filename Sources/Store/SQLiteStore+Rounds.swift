public import Domain

extension SQLiteStore {
    /// Keeps ended checks, then answers wishes, all in one transaction: what ends or begins while
    /// another transaction is written costs one together and not one each. Where that comes to
    /// nothing each is tried alone, so that only what cannot be kept fails.
    public func keep(
        _ ended: [EndedCheck], claiming wishes: [ClaimWish], at moment: Timestamp
    ) async -> RoundAnswer {
        let parts = ended.count + wishes.count
        switch round(ended, wishes, at: moment) {
        case .success(let claims):
            return RoundAnswer(
                failures: ended.map { _ in nil }, claims: claims.map { .success($0) })
        // None waits for a lock a second time.
        case .failure(let failure) where parts < 2 || failure.reason == .locked:
            return RoundAnswer(
                failures: ended.map { _ in failure }, claims: wishes.map { _ in .failure(failure) })
        case .failure:
            return RoundAnswer(
                failures: ended.map { round([$0], [], at: moment).failure },
                claims: wishes.map { wish in
                    round([], [wish], at: moment).map { $0.first ?? .gone }
                })
        }
    }

    /// Keeps an item after a check.
    public func save(
        _ item: TrackedItem, activity: [ActivityEntry]
    ) throws(StoreFailure) {
        let ended = [EndedCheck(item, activity: activity)]
        _ = try round(ended, [], at: Timestamp(milliseconds: 0)).get()
    }

    /// Asks to be the one that checks an item now; in one transaction with counting the request.
    public func claim(
        _ wish: ClaimWish, at moment: Timestamp
    ) throws(StoreFailure) -> ClaimAnswer {
        try round([], [wish], at: moment).get().first ?? .gone
    }

    private func round(
        _ ended: [EndedCheck], _ wishes: [ClaimWish], at moment: Timestamp
    ) -> Result<[ClaimAnswer], StoreFailure> {
        log.begin()
        do throws(StoreFailure) {
            let claims = try connection.transaction { () throws(StoreFailure) in
                try readLog()
                try keep(ended)
                return try answers(to: wishes, at: moment)
            }
            log.keep()
            return .success(claims)
        } catch {
            log.rollBack()
            return .failure(error)
        }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
