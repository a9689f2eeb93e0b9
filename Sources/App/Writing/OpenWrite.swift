import Domain
import Store

/// Something that was sent to a vendor and of which nobody knows whether it arrived.
struct OpenWrite: Sendable {
    /// The journal's note of it.
    enum Note: Sendable {
        case submission(SubmissionRecord)
        case write(WriteRecord)
    }

    let note: Note

    /// Vigil's own id, 32 hex digits.
    var id: String {
        switch note {
        case .submission(let record): record.id
        case .write(let record): record.id
        }
    }

    /// What it is called.
    var words: String {
        switch note {
        case .submission: "KYC submission"
        case .write(let record):
            switch record.sort {
            case .customer: "new customer"
            case .order: "stamp order"
            case .correction: "correction"
            case .report: "usage report"
            case .bulkVerification: "bulk verification"
            }
        }
    }

    /// The item it is about, where there is one already.
    var key: ItemKey? {
        switch note {
        case .submission(let record): ItemKey(kind: .kyc, id: record.customerID)
        case .write(let record):
            switch record.sort {
            case .correction: ItemKey(kind: .kyc, id: record.target)
            case .report: ItemKey(kind: .stamps, id: record.target)
            case .customer, .order, .bulkVerification: nil
            }
        }
    }

    /// When it was sent.
    var begunAt: Timestamp {
        switch note {
        case .submission(let record): record.begunAt
        case .write(let record): record.begunAt
        }
    }

    /// Who sent it.
    var operatorName: String? {
        switch note {
        case .submission(let record): record.operatorName
        case .write(let record): record.operatorName
        }
    }

    /// Its fields, masked.
    var masked: [Snapshot.Fact] {
        switch note {
        case .submission(let record): record.masked
        case .write(let record): record.masked
        }
    }

    /// The kind of what it made; nil where it makes nothing new.
    var makes: Kind? {
        guard case .write(let record) = note else { return nil }
        switch record.sort {
        case .customer: return .kyc
        case .order: return .stamps
        case .correction, .report, .bulkVerification: return nil
        }
    }
}

extension SQLiteStore {
    /// Everything of unknown outcome, newest first; what was in flight when its process died is
    /// from here on. A usage report is none: one more does no harm.
    func openWrites() async throws(StoreFailure) -> [OpenWrite] {
        let now = SystemClock.now()
        _ = try abandonedSubmissions(at: now)
        let submissions = try submissions(forCustomer: nil).filter { $0.outcome == .unknown }
        let writes = try openWrites(at: now).filter {
            $0.outcome == .unknown && $0.sort != .report
        }
        let all =
            submissions.map { OpenWrite(note: .submission($0)) }
            + writes.map { OpenWrite(note: .write($0)) }
        return all.sorted { $0.begunAt > $1.begunAt }
    }

    /// Notes how a write of unknown outcome ended, on the record; tracks what it made.
    func settle(
        _ write: OpenWrite, arrived: Bool, made: ItemKey?, _ text: String, by operatorName: String
    ) async throws(StoreFailure) {
        let now = SystemClock.now()
        let outcome = arrived ? SubmissionRecord.Outcome.accepted : .rejected
        var entry = ActivityEntry(
            at: now, event: .submissionAccepted, key: made ?? write.key, text: text,
            operatorName: operatorName, outcome: arrived ? .accepted : .rejected)
        switch write.note {
        case .submission(let record):
            entry.event = arrived ? .submissionAccepted : .submissionRejected
            try settleSubmission(id: record.id, as: outcome, at: now)
        case .write(let record):
            switch record.sort {
            case .customer: entry.event = .customerCreated
            case .order: entry.event = .ordered
            case .correction: entry.event = arrived ? .correctionAccepted : .correctionRejected
            case .report: entry.event = .reportRequested
            case .bulkVerification: entry.event = .uploaded
            }
            try settleWrite(id: record.id, as: outcome, result: made?.id, at: now)
        }
        try append(entry)
        if let made { _ = try track(made, label: nil, at: now, by: operatorName) }
    }
}
