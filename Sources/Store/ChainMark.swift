import Domain
import Glibc

/// How long the activity record is and what its newest hash is, kept in a small file beside the
/// store, so that a record whose end was cut off does not pass for a whole one.
///
/// It is written after the entries are on the disk: it can be behind them, never ahead.
struct ChainMark: Equatable {
    var count: Int
    var hash: String

    /// Before the first entry.
    static let beginning = ChainMark(count: 0, hash: ActivityChain.beginning)

    /// The file beside a store.
    static func path(beside store: String) -> String { store + "-audit" }

    /// Reads the file; nil when it is missing or says something else.
    static func read(beside store: String) -> ChainMark? {
        let file = open(path(beside: store), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let length = Glibc.read(file, &bytes, bytes.count)
        guard length > 0 else { return nil }
        let lines = String(decoding: bytes.prefix(length), as: UTF8.self).split(separator: "\n")
        guard lines.count == 2, lines[0] == heading else { return nil }
        let words = lines[1].split(separator: " ")
        guard words.count == 2, let count = Int(words[0]), count >= 0, words[1].utf8.count == 64
        else { return nil }
        return ChainMark(count: count, hash: String(words[1]))
    }

    /// Puts the file in the place of an older one, whole or not at all, for the store's owner
    /// alone, or also for the group that the store is shared with.
    func write(beside store: String) throws(StoreFailure) {
        let path = Self.path(beside: store)
        let draft = path + ".new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw StoreFailure(errno: errno, path: store) }
        fchmod(file, 0o600)
        var owner = stat()
        // The administrator's commands leave the file to whom the store belongs.
        if stat(store, &owner) == 0 {
            let isRoot = geteuid() == 0
            let shared = owner.st_mode & (S_IRGRP | S_IWGRP)
            if isRoot || shared != 0,
                fchown(file, isRoot ? owner.st_uid : uid_t.max, owner.st_gid) == 0
            {
                fchmod(file, 0o600 | shared)
            }
        }
        let content = Array("\(Self.heading)\n\(count) \(hash)\n".utf8)
        let isWritten = Glibc.write(file, content, content.count) == content.count
        let isKept = isWritten && fsync(file) == 0
        let code = errno
        close(file)
        guard isKept, rename(draft, path) == 0 else {
            let failure = StoreFailure(errno: isKept ? errno : code, path: store)
            unlink(draft)
            throw failure
        }
    }

    private static let heading = "vigil activity 1"
}
