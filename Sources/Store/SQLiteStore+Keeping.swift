import Domain

extension SQLiteStore {
    /// Adds ended checks to the log, as part of a transaction, after `readLog`. What the operator
    /// decides (label, being watched) is left as it is, for it may have changed since. What a
    /// process brings whose claim another one has taken over, because it was stopped for a while,
    /// is not kept.
    func keep(_ ended: [EndedCheck]) throws(StoreFailure) {
        var latest: Timestamp?
        for check in ended {
            guard let item = try giveUpClaim(on: check.item.key) else { continue }
            try append(check, to: item)
            for entry in check.activity { try insert(entry) }
            latest = [latest, check.item.attemptedAt].compactMap(\.self).max()
        }
        guard let latest else { return }
        try settleIfDue(at: latest)
        try settle(items: ended.count / 2 + 16)
        try sweep(at: latest, checks: 2 * ended.count + 64)
        try thin(at: latest, items: 2 * ended.count)
    }

    private func append(_ ended: EndedCheck, to number: Int64) throws(StoreFailure) {
        let item = ended.item
        let answer = item.snapshot
        var standing = try standing(of: number)
        let at = item.attemptedAt
        var isChange = false
        var isAnswered = item.failure == nil
        if let changes = ended.changes {
            isChange = !changes.isDisjoint(with: [.first, .state])
        } else {
            let before = try self.item(number)
            isChange =
                isAnswered
                && (answer?.state != before?.snapshot?.state
                    || answer?.vendorState != before?.snapshot?.vendorState)
            isAnswered = isAnswered || LoggedCheck.isNewer(item.checkedAt, than: before?.checkedAt)
        }
        log.extent.newest += 1
        var values: [Value] = []
        values.reserveCapacity(27)
        values.append(.integer(log.extent.newest))
        values.append(.integer(number))
        values.append(.integer(standing.check))
        values.append(.moment(at))
        values.append(.count(item.checks))
        values.append(.flag(isChange))
        values.append(.flag(at.map(Thinning.minute) != standing.attemptedAt.map(Thinning.minute)))
        values.append(.moment(item.nextCheckAt))
        values.append(.moment(item.checkedAt))
        values.append(.moment(item.movedAt))
        values.append(.moment(item.failedAt))
        values.append(.text(item.failure.map(StoredJSON.text)))
        values.append(.text(ended.changes == nil ? StoredJSON.text(item.progress) : nil))
        values.add(answer)
        values.append(.text(ended.hasSameFacts ? nil : StoredJSON.text(answer?.facts ?? [])))
        try connection.run(Self.append, values)
        standing.take(log.extent.newest, at: at)
        log[number] = standing
        log.extent.isWritten = true
        if item.key.kind == .stamps, isAnswered {
            try keep(answer?.groups, of: number)
        }
    }

    private static let append = """
        INSERT INTO check_log (\(Row.storedCheckColumns))
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)
        """

    /// Stamp ids can be a hundred thousand, so they have a table of their own and are written
    /// only when they differ from what is there.
    private func keep(_ groups: StampGroups?, of sequence: Int64) throws(StoreFailure) {
        guard let groups else {
            try connection.run("DELETE FROM stamp_groups WHERE item = ?1", .integer(sequence))
            return
        }
        try connection.run(
            """
            INSERT INTO stamp_groups (item, pending_count, pending, available_count, available,
                failed_count, failed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (item) DO UPDATE SET
                pending_count = ?2, pending = ?3, available_count = ?4, available = ?5,
                failed_count = ?6, failed = ?7
            WHERE (pending_count, pending, available_count, available, failed_count, failed)
                <> (?2, ?3, ?4, ?5, ?6, ?7)
            """,
            .integer(sequence),
            .count(groups.pending.count), .text(StoredJSON.text(groups.pending.stamps)),
            .count(groups.available.count), .text(StoredJSON.text(groups.available.stamps)),
            .count(groups.failed.count), .text(StoredJSON.text(groups.failed.stamps)))
    }
}
