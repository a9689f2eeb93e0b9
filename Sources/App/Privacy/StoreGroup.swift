import Glibc

/// The group that a store is shared with: its file may be read and written by it, and by nobody
/// else but its owner.
struct StoreGroup: Equatable {
    /// The group's number.
    let id: gid_t

    /// The group of the store that a key file lies beside; nil when the store is one login's own.
    init?(ofKey path: String) {
        guard path.hasSuffix(".key") else { return nil }
        self.init(ofStore: String(path.dropLast(4)))
    }

    /// The group of a store; nil when the store is one login's own.
    init?(ofStore path: String) {
        var store = stat()
        let both = S_IRGRP | S_IWGRP
        guard stat(path, &store) == 0,
            store.st_mode & both == both, store.st_mode & S_IRWXO == 0
        else { return nil }
        id = store.st_gid
    }

    /// Lets the group read a key that was made before the store was shared; only its owner can.
    func follow(_ path: String) {
        var key = stat()
        guard stat(path, &key) == 0, key.st_uid == geteuid(),
            key.st_gid != id || key.st_mode & S_IRGRP == 0
        else { return }
        take(path)
    }

    /// Lets the group read a file. Where that may not be, the file stays its owner's alone.
    func take(_ path: String) {
        if chown(path, uid_t.max, id) == 0 { chmod(path, 0o640) }
    }
}
