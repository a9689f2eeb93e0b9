public import Domain
import Glibc

extension SQLiteStore {
    /// Checks every entry of the activity record against the one before it, and the last against
    /// what is kept beside the store.
    public func verifyActivity() throws(StoreFailure) -> ChainVerdict {
        // Read first: whatever is written meanwhile can only make the record longer.
        let mark = ChainMark.read(beside: connection.path)
        var verdict = ChainVerdict(count: 0, hash: ActivityChain.beginning)
        var isMarkMet = mark == .beginning
        while verdict.fault == nil {
            let page = try connection.rows(
                """
                SELECT hash, \(ActivityChain.columns) FROM activity
                WHERE sequence > ?1 ORDER BY sequence LIMIT 1000
                """, .count(verdict.count)
            ) { row throws(StoreFailure) in
                (hash: row.text() ?? "", values: (0..<13).map { _ in row.value() })
            }
            if page.isEmpty { break }
            for (hash, values) in page where verdict.fault == nil {
                verdict.fault = Self.fault(hash, values, after: verdict)
                guard verdict.fault == nil else { break }
                verdict.count += 1
                verdict.hash = hash
                if verdict.count == mark?.count { isMarkMet = hash == mark?.hash }
            }
        }
        if verdict.fault == nil { verdict.fault = Self.fault(of: mark, isMet: isMarkMet, verdict) }
        return verdict
    }

    private static func fault(
        _ hash: String, _ values: [Value], after verdict: ChainVerdict
    ) -> ChainVerdict.Fault? {
        let expected = verdict.count + 1
        guard case .integer(let number?)? = values.first, number == Int64(expected) else {
            return ChainVerdict.Fault(entry: expected, sentence: "entry \(expected) is missing")
        }
        guard hash == ActivityChain.hash(of: values, after: verdict.hash) else {
            return ChainVerdict.Fault(
                entry: expected,
                sentence: "entry \(expected) is not as it was written, or does not follow the "
                    + "entry before it")
        }
        return nil
    }

    private static func fault(
        of mark: ChainMark?, isMet: Bool, _ verdict: ChainVerdict
    ) -> ChainVerdict.Fault? {
        guard let mark else {
            return ChainVerdict.Fault(
                entry: verdict.count + 1,
                sentence: "the file beside the store that tells the record's length is missing or "
                    + "unreadable: whether the end was cut off cannot be told")
        }
        if mark.count > verdict.count {
            return ChainVerdict.Fault(
                entry: verdict.count + 1,
                sentence: "the record ends at entry \(verdict.count), but entry \(mark.count) was "
                    + "written")
        }
        guard isMet else {
            return ChainVerdict.Fault(
                entry: mark.count,
                sentence: "entry \(mark.count) is another than the one that was written: the end "
                    + "of the record was cut off and written anew")
        }
        return nil
    }

    /// Lets the file beside the store follow soon: many entries in a row cost one file.
    func markSoon() {
        guard !isMarkDue else { return }
        isMarkDue = true
        Task {
            try? await Task.sleep(for: .milliseconds(100))
            isMarkDue = false
            markNow()
        }
    }

    /// Brings the file beside the store up to date. What goes wrong here is no failure of what
    /// was asked for: the file stays behind and follows with the next entry.
    func markNow() {
        guard let mark = ChainMark.read(beside: connection.path),
            let seen = try? connection.newestActivity(), mark.count < seen.count
        else { return }
        // The lock lets one process at a time write the file, so that it never goes back.
        _ = try? connection.transaction { () throws(StoreFailure) in
            guard let mark = ChainMark.read(beside: connection.path) else { return }
            let newest = try connection.newestActivity()
            // A file that names another entry than the record has is evidence, and stays.
            guard mark.count < newest.count,
                try connection.activityHash(at: mark.count) == mark.hash
            else { return }
            try connection.flush()
            try newest.write(beside: connection.path)
        }
    }
}

extension Connection {
    /// The number and the hash of the newest entry of the activity record.
    func newestActivity() throws(StoreFailure) -> ChainMark {
        let newest = try rows(
            "SELECT sequence, hash FROM activity ORDER BY sequence DESC LIMIT 1"
        ) { row throws(StoreFailure) in
            ChainMark(count: try row.required(row.count()), hash: try row.required(row.text()))
        }
        return newest.first ?? .beginning
    }

    /// The hash of one entry; nil when there is no such entry.
    fileprivate func activityHash(at sequence: Int) throws(StoreFailure) -> String? {
        if sequence == 0 { return ActivityChain.beginning }
        return try rows("SELECT hash FROM activity WHERE sequence = ?1", .count(sequence)) {
            row throws(StoreFailure) in try row.required(row.text())
        }.first
    }

    /// Waits until what was committed is on the disk: it is in the write-ahead log, or was
    /// brought from there into the store by SQLite, which waits for the disk itself.
    fileprivate func flush() throws(StoreFailure) {
        // SQLite's locks are on other files, so closing this one gives none of them up.
        let file = open(path + "-wal", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { Glibc.close(file) }
        guard fdatasync(file) == 0 else { throw StoreFailure(errno: errno, path: path) }
    }
}
