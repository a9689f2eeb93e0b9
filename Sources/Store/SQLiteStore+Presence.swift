public import Domain
import Glibc

extension SQLiteStore {
    /// Says that this process polls here, and forgets those that are gone.
    public func attend(
        as operatorName: String?, isPolling: Bool, at moment: Timestamp
    ) throws(StoreFailure) {
        self.operatorName = operatorName
        self.isPolling = isPolling
        try connection.transaction { () throws(StoreFailure) in
            let own = try present(at: moment)
            for other in try everyPresence() where other.id != own {
                // A stopped process is still there, only its claims are not.
                let isGone =
                    other.presence.host == host
                    ? !ProcessMark.isAlive(other.presence.process)
                    : !Self.isFresh(other.presence.seenAt, at: moment)
                if isGone {
                    try remove(other.id)
                }
            }
        }
    }

    /// Goes on saying so, at each heartbeat until `depart()`; `changed` is called on the store's
    /// own thread when others came or went.
    public func remain(
        now: @escaping @Sendable () -> Timestamp, changed: @escaping @Sendable () -> Void
    ) {
        thread.beat(every: Presence.heartbeat) { [weak self] in
            self?.assumeIsolated { $0.beat(at: now(), changed) }
        }
    }

    private func beat(at moment: Timestamp, _ changed: @Sendable () -> Void) {
        // What cannot be written now is written at the next heartbeat, or the lease runs out.
        try? attend(as: operatorName, isPolling: isPolling, at: moment)
        guard var there = try? presences(at: moment) else { return }
        // That a process was heard of again is no news.
        for place in there.indices { there[place].seenAt = there[place].startedAt }
        guard there != company else { return }
        company = there
        changed()
    }

    /// Says that this process polls here no more; what it claimed is free.
    public func depart() throws(StoreFailure) {
        thread.beat(every: Presence.heartbeat, nil)
        guard let presence else { return }
        self.presence = nil
        claims = [:]
        try connection.transaction { () throws(StoreFailure) in try remove(presence) }
    }

    private func remove(_ presence: Int64) throws(StoreFailure) {
        try connection.run("DELETE FROM claim WHERE owner = ?1", .integer(presence))
        try connection.run("DELETE FROM presence WHERE id = ?1", .integer(presence))
    }

    /// Every process that is there, the longest first.
    public func presences(at moment: Timestamp) throws(StoreFailure) -> [Presence] {
        try everyPresence().map(\.presence).filter { other in
            other.isSelf
                || (other.host == host
                    ? ProcessMark.isAlive(other.process) : Self.isFresh(other.seenAt, at: moment))
        }
    }

    /// Notes this process as seen now and gives its number; part of a transaction.
    func present(at moment: Timestamp) throws(StoreFailure) -> Int64 {
        if let presence {
            let changed = try connection.run(
                "UPDATE presence SET seen_at = ?2, is_polling = ?3 WHERE id = ?1",
                .integer(presence), .moment(moment), .flag(isPolling))
            if changed > 0 { return presence }
        }
        let ids = try connection.rows(
            """
            INSERT INTO presence
                (process, operator, terminal, host, started_at, seen_at, is_polling)
            VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)
            ON CONFLICT (process) DO UPDATE SET
                operator = ?2, seen_at = ?5, is_polling = ?6
            RETURNING id
            """,
            .text(process), .text(operatorName), .text(Self.terminal), .text(host),
            .moment(moment), .flag(isPolling)
        ) { row throws(StoreFailure) in try row.required(row.integer()) }
        presence = ids.first
        return ids.first ?? 0
    }

    /// Whether a process still holds what it claimed.
    func isLive(_ id: Int64, at moment: Timestamp) throws(StoreFailure) -> Bool {
        guard let other = try everyPresence().first(where: { $0.id == id })?.presence,
            Self.isFresh(other.seenAt, at: moment)
        else { return false }
        return other.host != host || ProcessMark.isAlive(other.process)
    }

    /// A clock that was set in either direction must not lengthen a lease.
    private static func isFresh(_ seen: Timestamp, at moment: Timestamp) -> Bool {
        seen - moment < Presence.lease && moment - seen < Presence.lease
    }

    private func everyPresence() throws(StoreFailure) -> [(id: Int64, presence: Presence)] {
        let own = process
        let sql = """
            SELECT id, process, operator, terminal, host, started_at, seen_at, is_polling
            FROM presence ORDER BY id
            """
        return try connection.rows(sql) { row throws(StoreFailure) in
            let id = try row.required(row.integer())
            let process = try row.required(row.text())
            let operatorName = row.text()
            let terminal = row.text()
            let host = try row.required(row.text())
            let startedAt = try row.required(row.moment())
            let seenAt = try row.required(row.moment())
            let presence = Presence(
                process: process, number: ProcessMark.number(of: process) ?? 0,
                operatorName: operatorName, terminal: terminal, host: host, startedAt: startedAt,
                seenAt: seenAt, isPolling: row.integer() == 1, isSelf: process == own)
            return (id, presence)
        }
    }

    /// The terminal this process is on, without `/dev/`.
    private static let terminal: String? = {
        var name = [CChar](repeating: 0, count: 256)
        guard ttyname_r(STDIN_FILENO, &name, name.count - 1) == 0 else { return nil }
        let path = text(name)
        return path.hasPrefix("/dev/") ? String(path.dropFirst(5)) : path
    }()

    /// This machine's name.
    private var host: String { Self.hostName }

    private static let hostName: String = {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return text(name)
    }()

    private static func text(_ name: [CChar]) -> String {
        String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
