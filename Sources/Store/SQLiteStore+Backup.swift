import CSQLite
public import Domain
import Glibc

extension SQLiteStore {
    /// Writes a copy of the store as it is at one moment, while others go on writing, with mode
    /// 0600. The copy appears when it is whole. An existing file is refused unless `overwriting`,
    /// and one that is open as a store in any case.
    public func backUp(to path: String, overwriting: Bool) throws(StoreFailure) {
        try Self.refuseTarget(path, besides: connection.path, overwriting: overwriting)
        // Read before the copy is made, so that it can only be behind the copy's record.
        let mark = ChainMark.read(beside: connection.path)
        let draft = "\(path).\(getpid()).new"
        defer { for suffix in ["", "-journal", "-wal", "-shm"] { unlink(draft + suffix) } }
        let file = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw StoreFailure(errno: errno, path: path) }
        fchmod(file, 0o600)
        Glibc.close(file)
        do throws(StoreFailure) {
            try copy(to: draft)
        } catch {
            // The operator knows the file by the name that was asked for.
            throw StoreFailure(error.reason, message: error.message.replacing(draft, with: path))
        }
        unlink(ChainMark.path(beside: path))
        if let mark { try mark.write(beside: path) }
        guard rename(draft, path) == 0 else { throw StoreFailure(errno: errno, path: path) }
        StoreFile.flushFolder(of: path)
    }

    /// SQLite's own copy, in one step: it reads as of one moment and holds up no writer.
    private func copy(to path: String) throws(StoreFailure) {
        let target = try Connection(path: path)
        defer { target.close() }
        guard let backup = sqlite3_backup_init(target.handle, "main", connection.handle, "main")
        else { throw target.failure(sqlite3_errcode(target.handle)) }
        var code = SQLITE_BUSY
        for _ in 0..<50 {
            code = sqlite3_backup_step(backup, -1)
            guard code == SQLITE_BUSY || code == SQLITE_LOCKED else { break }
            usleep(100_000)
        }
        sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else { throw target.failure(code) }
    }

    static func refuseTarget(
        _ path: String, besides store: String, overwriting: Bool
    ) throws(StoreFailure) {
        var (there, own) = (stat(), stat())
        guard stat(path, &there) == 0 else { return }
        let name = PlainText.of(path)
        let isOwn =
            stat(store, &own) == 0 && there.st_ino == own.st_ino
            && there.st_dev == own.st_dev
        if isOwn { throw StoreFailure(.refused, message: "\(name): is the store itself") }
        if access(path + "-wal", F_OK) == 0 {
            throw StoreFailure(
                .refused, message: "\(name): is a store that is open, or was not closed")
        }
        guard overwriting else {
            throw StoreFailure(
                .refused, message: "\(name): exists already: --force overwrites it")
        }
    }
}
