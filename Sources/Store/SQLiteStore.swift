public import Domain

/// The store in one SQLite file, shared safely with other processes on the same machine.
///
/// Everything acknowledged survives a killed process; begun and settled submissions survive a
/// power failure too.
public actor SQLiteStore: Repository {
    let connection: Connection
    /// This process, as noted beside what it has in flight.
    let process: String
    /// Where this process's entries in the activity record come from.
    let origin: Origin
    /// Whether the file beside the store is about to follow the activity record.
    var isMarkDue = false
    let thread: StoreThread
    /// SQLite's count of what other connections wrote, when it was last looked at.
    private var seenVersion = 0
    /// The latest check and the latest change of what is watched that were asked for.
    var seen: (check: Int64, revision: Int64) = (0, 0)
    /// What is known of the log of checks.
    var log = CheckLog()
    /// The items this process has claimed, by their numbers.
    var claims: [ItemKey: Int64] = [:]
    /// This process's number among those that poll; nil while it does not.
    var presence: Int64?
    /// Who runs this process, and whether polling by time goes on.
    var operatorName: String?
    var isPolling = true
    /// Who was there at the last heartbeat.
    var company: [Presence] = []

    /// Runs on the store's own thread: SQLite blocks.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// Opens the store at a path, making it and its folder when there is none. Blocks for the
    /// disk, for at most some five seconds when another process holds the file.
    /// What is added to the activity record is signed with `origin`.
    public init(path: String, origin: Origin = Origin()) throws(StoreFailure) {
        try self.init(path: path, origin: origin, process: ProcessMark.current)
    }

    init(path: String, origin: Origin = Origin(), process: String) throws(StoreFailure) {
        // A location like this can carry a password, so it is not repeated.
        guard !path.hasPrefix("postgresql://"), !path.hasPrefix("postgres://") else {
            throw StoreFailure(
                .cannotOpen,
                message: "a store on PostgreSQL cannot be opened: give the path of a file")
        }
        try StoreFile.ensure(at: path)
        let connection = try Connection(path: path)
        try connection.migrate()
        seenVersion = try connection.number("PRAGMA data_version")
        thread = try StoreThread()
        self.connection = connection
        self.process = process
        self.origin = origin
        // What a killed process left behind is made good by the next one.
        Task { await self.markNow() }
    }

    deinit { thread.stop() }

    /// Closes the file; what is asked afterwards fails.
    public func close() {
        thread.beat(every: Presence.heartbeat, nil)
        settleAtEnd()
        markNow()
        connection.close()
    }

    /// Calls `changed` on the store's own thread whenever another process, or another store
    /// object, has written; also when that was between opening this one and now.
    public func watch(_ changed: @escaping @Sendable () -> Void) {
        thread.watch([connection.path, connection.path + "-wal"]) { [weak self] in
            guard let self, assumeIsolated({ (try? $0.wasChangedElsewhere()) == true })
            else { return false }
            changed()
            return true
        }
        if (try? wasChangedElsewhere()) == true { changed() }
    }

    /// Whether another process, or another store object, has written since this was last asked.
    public func wasChangedElsewhere() throws(StoreFailure) -> Bool {
        let version = try connection.number("PRAGMA data_version")
        defer { seenVersion = version }
        return version != seenVersion
    }
}
