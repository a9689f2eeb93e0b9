public import Domain

extension SQLiteStore: WriteJournal {
    /// Notes a write before it is sent; on the disk when this returns.
    public func beginWrite(_ record: WriteRecord, again: Bool = false) throws(StoreFailure) {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            if let refusal = try refusal(of: record, again: again) {
                throw StoreFailure(.refused, message: refusal)
            }
            // One whose process died is not on its way any more, and makes place for this one.
            try connection.run(
                """
                UPDATE write_record SET outcome = 'unknown', settled_at = ?3, process = NULL
                WHERE sort = ?1 AND target = ?2 AND outcome = 'in_flight'
                """, .text(record.sort.rawValue), .text(record.target), .moment(record.begunAt))
            try connection.run(
                """
                INSERT INTO write_record
                    (id, sort, target, digest, masked, begun_at, operator, outcome, process)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'in_flight', ?8)
                """,
                .text(record.id), .text(record.sort.rawValue), .text(record.target),
                .text(record.digest), .text(StoredJSON.text(record.masked)),
                .moment(record.begunAt), .text(record.operatorName), .text(process))
        }
    }

    /// Notes what became of a write; on the disk when this returns.
    public func settleWrite(
        id: String, as outcome: SubmissionRecord.Outcome, result: String?, at moment: Timestamp
    ) throws(StoreFailure) {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            let changed = try connection.run(
                """
                UPDATE write_record SET outcome = ?2, result = ?3, settled_at = ?4, process = NULL
                WHERE id = ?1 AND outcome IN ('in_flight', 'unknown') AND ?2 <> 'in_flight'
                """, .text(id), .text(outcome.rawValue), .text(result), .moment(moment))
            guard changed == 1 else {
                throw StoreFailure(
                    .refused, message: "this write is settled already, or was never noted")
            }
        }
    }

    /// Every write that is not settled, newest first; those whose process died are unknown from
    /// here on.
    public func openWrites(at moment: Timestamp) throws(StoreFailure) -> [WriteRecord] {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            var open: [WriteRecord] = []
            for (record, process) in try writes("outcome IN ('in_flight', 'unknown')", []) {
                var record = record
                if record.outcome == .inFlight, !ProcessMark.isAlive(process ?? "") {
                    try connection.run(
                        """
                        UPDATE write_record SET outcome = 'unknown', settled_at = ?2,
                            process = NULL
                        WHERE id = ?1
                        """, .text(record.id), .moment(moment))
                    record.outcome = .unknown
                    record.settledAt = moment
                }
                open.append(record)
            }
            return open
        }
    }

    /// Every write of a sort noted for a target, newest first.
    public func writes(
        _ sort: WriteRecord.Sort, target: String
    ) throws(StoreFailure) -> [WriteRecord] {
        try writes("sort = ?1 AND target = ?2", [.text(sort.rawValue), .text(target)]).map(\.record)
    }

    /// Why a write may not be sent now; nil when it may.
    private func refusal(
        of record: WriteRecord, again: Bool
    ) throws(StoreFailure) -> String? {
        let same = try writes(
            "sort = ?1 AND target = ?2 AND outcome <> 'rejected'",
            [.text(record.sort.rawValue), .text(record.target)])
        let words = record.sort.words
        for (earlier, process) in same {
            let isRecent =
                record.begunAt - (earlier.settledAt ?? earlier.begunAt)
                < record.sort.repetitionPause
            let isOnItsWay = earlier.outcome == .inFlight && ProcessMark.isAlive(process ?? "")
            if isOnItsWay { return "a \(words) is being sent: wait for its outcome" }
            if again { continue }
            switch earlier.outcome {
            case .rejected: continue
            case .accepted where isRecent: return "a \(words) was accepted a moment ago"
            case .accepted: continue
            case .inFlight, .unknown:
                if record.sort == .report {
                    if !isRecent { continue }
                    return "an earlier report on this order may have been started"
                }
                return "an earlier \(words) may have arrived: look at the vendor before it is "
                    + "sent again"
            }
        }
        return nil
    }

    private func writes(
        _ condition: String, _ values: [Value]
    ) throws(StoreFailure) -> [(record: WriteRecord, process: String?)] {
        let sql = """
            SELECT id, sort, target, digest, masked, begun_at, operator, outcome, result,
                settled_at, process
            FROM write_record WHERE \(condition) ORDER BY sequence DESC
            """
        return try connection.rows(sql, values) { row throws(StoreFailure) in
            let id = try row.required(row.text())
            let sort = try row.required(row.text().flatMap(WriteRecord.Sort.init))
            let target = try row.required(row.text())
            let digest = row.text()
            let masked = try row.required(row.list(StoredJSON.facts))
            let begunAt = try row.required(row.moment())
            var record = WriteRecord(
                id: id, sort: sort, target: target, digest: digest, masked: masked,
                begunAt: begunAt, operatorName: row.text())
            record.outcome = try row.required(row.text().flatMap(SubmissionRecord.Outcome.init))
            record.result = row.text()
            record.settledAt = row.moment()
            return (record, row.text())
        }
    }
}
