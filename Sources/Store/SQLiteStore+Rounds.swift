public import Domain

extension SQLiteStore {
    /// Keeps ended checks, then answers wishes, all in one transaction: what ends or begins while
    /// another transaction is written costs one together and not one each. Where that comes to
    /// nothing each is tried alone, so that only what cannot be kept fails.
    public func keep(
        _ ended: [EndedCheck], claiming wishes: [ClaimWish], at moment: Timestamp
    ) -> RoundAnswer {
        do throws(StoreFailure) {
            let claims = try connection.transaction { () throws(StoreFailure) in
                try keep(ended)
                return try answers(to: wishes, at: moment)
            }
            return RoundAnswer(
                failures: ended.map { _ in nil }, claims: claims.map { .success($0) })
        } catch {
            let parts = ended.count + wishes.count
            // None waits for a lock a second time.
            guard parts > 1, error.reason != .locked else {
                return RoundAnswer(
                    failures: ended.map { _ in error }, claims: wishes.map { _ in .failure(error) })
            }
        }
        return RoundAnswer(
            failures: ended.flatMap { keep([$0], claiming: [], at: moment).failures },
            claims: wishes.flatMap { keep([], claiming: [$0], at: moment).claims })
    }

    /// Keeps an item after a check.
    public func save(
        _ item: TrackedItem, activity: [ActivityEntry]
    ) throws(StoreFailure) {
        try connection.transaction { () throws(StoreFailure) in
            try keep([EndedCheck(item, activity: activity)])
        }
    }

    /// Asks to be the one that checks an item now; in one transaction with counting the request.
    public func claim(
        _ wish: ClaimWish, at moment: Timestamp
    ) throws(StoreFailure) -> ClaimAnswer {
        try connection.transaction { () throws(StoreFailure) in
            try answers(to: [wish], at: moment).first ?? .gone
        }
    }
}
