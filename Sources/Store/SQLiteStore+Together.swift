import Domain

/// A write that waits for the next transaction.
struct WaitingWrite {
    /// Writes; part of a transaction, and done again in another when that came to nothing.
    let write: () throws(StoreFailure) -> Void
    /// Tells whoever waits that it is kept, or why it is not.
    let settle: (StoreFailure?) -> Void
}

extension SQLiteStore {
    /// Writes in one transaction with whatever else is waiting to be written by then, and returns
    /// once that is committed: checks that end together cost one transaction and not one each.
    /// `write` is done a second time when another one of them fails.
    func together<Outcome: Sendable>(
        _ write: @escaping () throws(StoreFailure) -> Outcome
    ) async throws(StoreFailure) -> Outcome {
        let result: Result<Outcome, StoreFailure> = await withCheckedContinuation { continuation in
            var outcome: Outcome?
            waitingWrites.append(
                WaitingWrite(
                    write: { () throws(StoreFailure) in outcome = try write() },
                    settle: { failure in
                        if let outcome, failure == nil {
                            continuation.resume(returning: .success(outcome))
                        } else {
                            continuation.resume(
                                returning: .failure(failure ?? self.connection.closed))
                        }
                    }))
            // It comes behind all that the store was asked before.
            if waitingWrites.count == 1 { Task { self.writeWaiting() } }
        }
        return try result.get()
    }

    /// Writes what is waiting.
    func writeWaiting() {
        let writes = waitingWrites
        waitingWrites = []
        guard let failure = commit(writes) else { return }
        // Each alone, so that only what cannot be kept fails; but none waits for a lock again.
        for write in writes {
            if writes.count == 1 || failure.reason == .locked {
                write.settle(failure)
            } else if let failure = commit([write]) {
                write.settle(failure)
            }
        }
    }

    /// Writes all of these or nothing, tells those who wait when it is done, and gives the failure
    /// when it is not.
    private func commit(_ writes: [WaitingWrite]) -> StoreFailure? {
        guard !writes.isEmpty else { return nil }
        do throws(StoreFailure) {
            try connection.transaction { () throws(StoreFailure) in
                for each in writes { try each.write() }
            }
        } catch {
            return error
        }
        for write in writes { write.settle(nil) }
        return nil
    }
}
