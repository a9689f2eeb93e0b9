public import Domain

extension SQLiteStore: UploadJournal {
    /// Notes an upload before it is sent; on the disk when this returns.
    public func beginUpload(
        _ record: UploadRecord, isRepeatable: Bool, again: Bool
    ) throws(StoreFailure) -> UploadRecord {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            let earlier = try latestUpload(record.kind, digest: record.digest)
            if let earlier, let known = try settled(earlier, isRepeatable, again: again) {
                try connection.run(
                    "UPDATE upload SET outcome = 'in_flight', process = ?2 WHERE key = ?1",
                    .text(known.key), .text(process))
                return known
            }
            try connection.run(
                """
                INSERT INTO upload
                    (key, kind, digest, name, begun_at, operator, outcome, process)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'in_flight', ?7)
                """,
                .text(record.key), .text(record.kind.rawValue), .text(record.digest),
                .text(record.name), .moment(record.begunAt), .text(record.operatorName),
                .text(process))
            return record
        }
    }

    /// Notes what became of an upload; on the disk when this returns.
    public func settleUpload(
        key: String, as outcome: SubmissionRecord.Outcome, batch: String?, at moment: Timestamp
    ) throws(StoreFailure) {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            _ = try connection.run(
                """
                UPDATE upload SET outcome = ?2, batch = ?3, settled_at = ?4, process = NULL
                WHERE key = ?1
                """, .text(key), .text(outcome.rawValue), .text(batch), .moment(moment))
        }
    }

    /// The upload that a batch came of; nil when it was made elsewhere.
    public func upload(of batch: ItemKey) throws(StoreFailure) -> UploadRecord? {
        try uploads(
            "kind = ?1 AND batch = ?2", [.text(batch.kind.rawValue), .text(batch.id)]
        ).first?.record
    }

    /// The earlier upload to send under again, nil for a new one; refused where neither may be.
    private func settled(
        _ earlier: (record: UploadRecord, process: String?), _ isRepeatable: Bool, again: Bool
    ) throws(StoreFailure) -> UploadRecord? {
        let isOnItsWay =
            earlier.record.outcome == .inFlight && ProcessMark.isAlive(earlier.process ?? "")
        if isOnItsWay {
            throw StoreFailure(.refused, message: "this file is being uploaded by another process")
        }
        switch earlier.record.outcome {
        case .inFlight, .unknown:
            if isRepeatable { return earlier.record }
            guard again else {
                throw StoreFailure(
                    .refused,
                    message: "an earlier upload of this file may have arrived: look for its batch "
                        + "at the vendor before it is sent again")
            }
        case .accepted:
            guard again else {
                let batch = earlier.record.batch.map { " as batch \($0)" } ?? ""
                throw StoreFailure(
                    .refused, message: "this file was uploaded already\(batch)")
            }
        case .rejected: break
        }
        return nil
    }

    private func latestUpload(
        _ kind: Kind, digest: String
    ) throws(StoreFailure) -> (record: UploadRecord, process: String?)? {
        try uploads(
            "kind = ?1 AND digest = ?2 AND outcome <> 'rejected'",
            [.text(kind.rawValue), .text(digest)]
        ).first
    }

    /// Uploads, the latest first; one at most.
    private func uploads(
        _ condition: String, _ values: [Value]
    ) throws(StoreFailure) -> [(record: UploadRecord, process: String?)] {
        let sql = """
            SELECT key, kind, digest, name, begun_at, operator, outcome, batch, process
            FROM upload WHERE \(condition) ORDER BY sequence DESC LIMIT 1
            """
        return try connection.rows(sql, values) { row throws(StoreFailure) in
            let key = try row.required(row.text())
            let kind = try row.required(row.text().flatMap(Kind.init))
            let digest = try row.required(row.text())
            let name = try row.required(row.text())
            let begunAt = try row.required(row.moment())
            var record = UploadRecord(
                key: key, kind: kind, digest: digest, name: name, begunAt: begunAt,
                operatorName: row.text())
            record.outcome = try row.required(row.text().flatMap(SubmissionRecord.Outcome.init))
            record.batch = row.text()
            return (record: record, process: row.text())
        }
    }
}
