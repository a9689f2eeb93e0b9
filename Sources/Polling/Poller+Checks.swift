import Domain

extension Poller {
    /// A check that the schedule wants.
    struct Wish {
        let key: ItemKey
        let isAsked: Bool
        /// Its vendor's turn when it was made.
        let turn: Int
        /// When the store was asked for it.
        let madeAt: Timestamp
    }

    /// A check that ended.
    struct Ended {
        let key: ItemKey
        let changes: ItemChanges
        let hasSameFacts: Bool
        let activity: [ActivityEntry]
    }

    /// Asks the store for a check, together with whatever else there is for it by then.
    func wish(for key: ItemKey) {
        guard clients[key.kind.vendor] != nil else { return }
        wishes.append(
            Wish(
                key: key, isAsked: schedule.isAsked(key), turn: granted[key.kind.vendor].turn,
                madeAt: now()))
        bring()
    }

    /// Waits for something that is on its way; false when nothing is.
    func finishOne() async -> Bool {
        guard let task = round ?? askers.values.first else { return false }
        await task.value
        return true
    }

    /// Brings wishes and ended checks to the store, round after round as long as there are any:
    /// what comes up while one is written makes the next.
    func bring() {
        guard round == nil else { return }
        round = Task(executorPreference: executor) { await self.bringRounds() }
    }

    private func bringRounds() async {
        while !(wishes.isEmpty && ended.isEmpty && handedBack.isEmpty) {
            await bringRound()
            if hasTimers, isQuick { try? await Task.sleep(for: .milliseconds(10)) }
        }
        round = nil
    }

    private func bringRound() async {
        await tellHandedBack()
        countPaces()
        let (wishes, ended) = (wishes, ended)
        (self.wishes, self.ended) = ([], [])
        let kept = ended.compactMap(taken)
        let accounts = clients.mapValues(\.account)
        let claims = wishes.map { claim($0, accounts[$0.key.kind.vendor] ?? VendorAccount()) }
        let answer = await repository.keep(kept, claiming: claims, at: now())
        let isAnyKept = take(answer.failures, of: kept)
        for (wish, claim) in zip(wishes, answer.claims) { take(claim, of: wish) }
        for vendor in Vendor.allCases { beginGranted(of: vendor) }
        for check in ended {
            // Removed or renamed in the meantime: what is told is how things are now.
            if let item = items[check.key] { report(.checked(item, check.changes, check.activity)) }
        }
        if isAnyKept { await keepUnsaved() }
    }

    private func claim(_ wish: Wish, _ account: VendorAccount) -> ClaimWish {
        ClaimWish(
            key: wish.key, account: account,
            knownAttempt: items[wish.key]?.attemptedAt, isAsked: wish.isAsked,
            reserve: wish.isAsked ? 0 : VendorLine.reserve)
    }

    /// Has the item checked if this process is the one that checks it now.
    private func take(_ claim: Result<ClaimAnswer, StoreFailure>, of wish: Wish) {
        switch claim {
        case .success(.granted(let budget)):
            if let budget { handle(.budgetCounted(wish.key.kind.vendor, budget)) }
            grant(wish)
        case .success(.asked(let item)):
            let item = merged(item, with: items[wish.key])
            items[wish.key] = item
            handle(.refused(wish.key, .asked(item)))
        case .success(let refusal): handle(.refused(wish.key, refusal))
        case .failure(let failure):
            // What cannot be shared is done alone: the operator sees the answer and the warning.
            storeFailed(failure)
            grant(wish)
        }
    }

    /// Asks about one item and takes in what comes of it.
    func check(_ key: ItemKey, _ client: any VendorClient) async {
        // The moment of asking is the latest of which the answer can be said to be true.
        let asked = now()
        let begun = ContinuousClock.now
        let outcome: Result<Snapshot, CheckFailure>
        do throws(CheckFailure) {
            outcome = .success(try await client.check(key))
        } catch {
            outcome = .failure(error)
        }
        note(ContinuousClock.now - begun, of: key.kind.vendor, outcome)
        if isRunning, let item = items[key] {
            end(item, outcome, asked)
        } else {
            try? await repository.release(key)
            handle(.finished(key, outcome, nil))
        }
    }

    /// Takes in how the check of an item ended that is still watched.
    private func end(
        _ before: TrackedItem, _ outcome: Result<Snapshot, CheckFailure>, _ asked: Timestamp
    ) {
        let key = before.key
        var item = before
        let changes = item.take(outcome, at: asked)
        let isKnown = isKnownRefusal(outcome, of: key.kind.vendor)
        let activity = ActivityEntry.entries(from: before, to: item, at: asked)
            .filter { !isKnown || $0.event != .checkFailed }
        let hasSameFacts = before.snapshot?.facts == item.snapshot?.facts
        // Nobody else holds it afterwards: the next turn is put in where it is, not into a copy.
        items.set(consume item)
        handle(.finished(key, outcome, items[key]))
        let next = schedule.nextCheck(of: key)
        items.change(key) { $0.nextCheckAt = next }
        ended.append(
            Ended(key: key, changes: changes, hasSameFacts: hasSameFacts, activity: activity))
        bring()
    }

    /// Whether credentials were refused that are known to be: what is on its way when they are
    /// first refused says the same again, which is one thing to tell, not many.
    private func isKnownRefusal(
        _ outcome: Result<Snapshot, CheckFailure>, of vendor: Vendor
    ) -> Bool {
        guard case .failure(let failure) = outcome, failure.reason == .auth,
            case .refused = schedule.condition(of: vendor)
        else { return false }
        return true
    }
}

// MARK: - The store

extension Poller {
    /// An item as it is now, with all that the activity record should get; nil when it is gone.
    private func taken(_ ended: Ended) -> EndedCheck? {
        guard unsaved[ended.key] == nil else { return taken(ended.key, ended.activity) }
        return items[ended.key].map {
            EndedCheck(
                $0, changes: ended.changes, hasSameFacts: ended.hasSameFacts,
                activity: ended.activity)
        }
    }

    /// The same of an item of which the store could not take an earlier check.
    private func taken(_ key: ItemKey, _ activity: [ActivityEntry]) -> EndedCheck? {
        let activity = (unsaved.removeValue(forKey: key) ?? []) + activity
        return items[key].map { EndedCheck($0, activity: activity) }
    }

    /// Remembers what could not be kept; says whether anything was.
    private func take(_ failures: [StoreFailure?], of kept: [EndedCheck]) -> Bool {
        for (check, failure) in zip(kept, failures) where failure != nil {
            unsaved[check.item.key] = check.activity + (unsaved[check.item.key] ?? [])
        }
        if let failure = failures.compactMap(\.self).last {
            storeFailed(failure)
        } else if !failures.isEmpty {
            storeFailure = nil
        }
        return failures.contains(nil)
    }

    /// Writes what the store could not take earlier.
    func keepUnsaved() async {
        guard !unsaved.isEmpty else { return }
        let kept = unsaved.keys.sorted().compactMap { taken($0, []) }
        let answer = await repository.keep(kept, claiming: [], at: now())
        _ = take(answer.failures, of: kept)
    }

    /// Reports a failure of the store once until it works again or fails in another way.
    func storeFailed(_ failure: StoreFailure) {
        if failure != storeFailure { report(.storeFailed(failure)) }
        storeFailure = failure
    }
}
