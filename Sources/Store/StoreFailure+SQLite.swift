import CSQLite
import Domain
import Glibc

extension StoreFailure {
    /// What a result code of SQLite (https://sqlite.org/rescode.html) means for the operator.
    init(sqlite code: Int32, saying detail: String, path: String) {
        let store = Self.naming(path)
        switch code & 0xFF {
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH, SQLITE_READONLY:
            self.init(
                .cannotOpen,
                message: "\(store) cannot be opened for writing: check the permissions of the "
                    + "file and its folder")
        case SQLITE_BUSY, SQLITE_LOCKED:
            self.init(
                .locked,
                message: "\(store) is held by another process: try again when that is done")
        case SQLITE_FULL:
            self.init(
                .full, message: "no room left to write \(store): free space on its disk")
        case SQLITE_NOTADB, SQLITE_CORRUPT:
            self = .damaged(path)
        case SQLITE_IOERR:
            self.init(
                .other, message: "\(store) cannot be read or written: check its disk (\(detail))")
        default:
            self.init(.other, message: "\(store) gave error \(code): \(detail)")
        }
    }

    /// What a failed system call on the store's file or folder means for the operator.
    init(errno code: Int32, path: String) {
        if code == ENOSPC || code == EDQUOT {
            self.init(sqlite: SQLITE_FULL, saying: "", path: path)
        } else {
            let why = String(cString: strerror(code))
            self.init(.cannotOpen, message: "\(Self.naming(path)) cannot be created: \(why)")
        }
    }

    /// The file is not a store, or its content makes no sense. It is left as it is.
    static func damaged(_ path: String) -> StoreFailure {
        StoreFailure(
            .damaged,
            message: "\(naming(path)) is damaged or not a Vigil store and was left as it is: "
                + "vigil store rescue FILE saves what can be read of it, or choose another with "
                + "--store")
    }

    /// "the store PATH", fit for a terminal whatever bytes the path has.
    static func naming(_ path: String) -> String {
        "the store \(PlainText.of(path, limit: .max))"
    }
}
