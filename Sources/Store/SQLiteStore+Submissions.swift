public import Domain

extension SQLiteStore {
    /// Notes a submission before it is sent; on the disk when this returns.
    ///
    /// Refused while another for the same customer is in flight or unknown, and once one was
    /// accepted until the vendor, asked after that, calls the customer failed or unverified: the
    /// tracked item of that customer has to show it.
    public func beginSubmission(_ record: SubmissionRecord) throws(StoreFailure) {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            if let refusal = try refusal(forCustomer: record.customerID) {
                throw StoreFailure(.refused, message: refusal)
            }
            try connection.run(
                """
                INSERT INTO submission
                    (id, customer, digest, masked, begun_at, operator, outcome, process)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """,
                .text(record.id), .text(record.customerID.lowercased()), .text(record.digest),
                .text(StoredJSON.text(record.masked)), .moment(record.begunAt),
                .text(record.operatorName),
                .text(SubmissionRecord.Outcome.inFlight.rawValue), .text(process))
        }
    }

    /// Notes what became of a submission; on the disk when this returns. Accepted and rejected
    /// are final, unknown is settled again once the vendor was asked.
    public func settleSubmission(
        id: String, as outcome: SubmissionRecord.Outcome, at moment: Timestamp
    ) throws(StoreFailure) {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            let changed = try connection.run(
                """
                UPDATE submission SET outcome = ?2, settled_at = ?3, process = NULL
                WHERE id = ?1 AND outcome IN ('in_flight', 'unknown') AND ?2 <> 'in_flight'
                """, .text(id), .text(outcome.rawValue), .moment(moment))
            guard changed == 1 else {
                throw StoreFailure(
                    .refused, message: "this submission is settled already, or was never noted")
            }
        }
    }

    /// Every submission noted for a customer, or for all, newest first.
    public func submissions(
        forCustomer id: String?
    ) throws(StoreFailure) -> [SubmissionRecord] {
        try records(
            where: "?1 IS NULL OR customer = ?1", .text(id?.lowercased())
        ).map(\.record)
    }

    /// Turns submissions that were in flight when their process died into unknown ones, and
    /// returns those: they are to be looked up, never sent again. Those of processes that still
    /// run are left alone.
    public func abandonedSubmissions(
        at moment: Timestamp
    ) throws(StoreFailure) -> [SubmissionRecord] {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            var abandoned: [SubmissionRecord] = []
            for (record, process) in try records(where: "outcome = ?1", .text("in_flight"))
            where !ProcessMark.isAlive(process ?? "") {
                try connection.run(
                    """
                    UPDATE submission SET outcome = 'unknown', settled_at = ?2, process = NULL
                    WHERE id = ?1
                    """, .text(record.id), .moment(moment))
                var unknown = record
                unknown.outcome = .unknown
                unknown.settledAt = moment
                abandoned.append(unknown)
            }
            return abandoned
        }
    }

    /// Why nothing may be sent for a customer now; nil when it may.
    private func refusal(forCustomer id: String) throws(StoreFailure) -> String? {
        let latest = try records(
            where: "customer = ?1 AND outcome <> 'rejected'", .text(id.lowercased())
        ).first?.record
        guard let latest else { return nil }
        switch latest.outcome {
        case .rejected: return nil
        case .inFlight:
            return "a submission for this customer is being sent: wait for its outcome"
        case .unknown:
            return "an earlier submission for this customer may have arrived: check the customer "
                + "before anything is sent again"
        case .accepted:
            guard try !hasFallenBack(customer: id, since: latest.settledAt ?? latest.begunAt)
            else { return nil }
            return "a submission for this customer was accepted: another can be sent once the "
                + "vendor says that it failed"
        }
    }

    /// Whether the vendor, asked after that moment, said that the customer has no valid KYC.
    private func hasFallenBack(
        customer id: String, since moment: Timestamp
    ) throws(StoreFailure) -> Bool {
        guard let key = ItemKey(kind: .kyc, id: id.lowercased()) else { return false }
        return try connection.reading { () throws(StoreFailure) in
            try readLog()
            guard let number = try number(of: key), let item = try item(number),
                let checkedAt = item.checkedAt, checkedAt > moment
            else { return false }
            return item.state == .failed || item.state == .pending
        }
    }

    private func records(
        where condition: String, _ value: Value
    ) throws(StoreFailure) -> [(record: SubmissionRecord, process: String?)] {
        let sql = """
            SELECT id, customer, digest, masked, begun_at, operator, outcome, settled_at, process
            FROM submission WHERE \(condition) ORDER BY sequence DESC
            """
        return try connection.rows(sql, value) { row throws(StoreFailure) in
            let id = try row.required(row.text())
            let customer = try row.required(row.text())
            let digest = try row.required(row.text())
            let masked = try row.required(row.list(StoredJSON.facts))
            let begunAt = try row.required(row.moment())
            var record = SubmissionRecord(
                id: id, customerID: customer, digest: digest, masked: masked, begunAt: begunAt,
                operatorName: row.text())
            record.outcome = try row.required(row.text().flatMap(SubmissionRecord.Outcome.init))
            record.settledAt = row.moment()
            return (record, row.text())
        }
    }
}
