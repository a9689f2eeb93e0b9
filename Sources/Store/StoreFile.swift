import CSQLite
import Domain
import Glibc

/// The store's file and folder as others on the machine see them: not at all.
enum StoreFile {
    /// Makes sure that there is a file, readable by its owner alone whatever the umask, in a
    /// folder that is too when it has to be made. SQLite gives the files beside it (`-wal`,
    /// `-shm`) the same mode.
    static func ensure(at path: String) throws(StoreFailure) {
        guard !path.isEmpty else {
            throw StoreFailure(.cannotOpen, message: "the store needs a path: none was given")
        }
        try makeFolders(of: path)
        // An existing file is not opened here: closing it would drop the locks that another
        // connection of this process holds on it.
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 {
            fchmod(file, 0o600)
            close(file)
        } else if errno != EEXIST {
            throw StoreFailure(errno: errno, path: path)
        }
    }

    /// The size of an existing store's file in bytes.
    static func size(of path: String) throws(StoreFailure) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            guard code == ENOENT || code == ENOTDIR else {
                throw StoreFailure(sqlite: SQLITE_CANTOPEN, saying: "", path: path)
            }
            throw StoreFailure(.absent, message: "\(StoreFailure.naming(path)) does not exist")
        }
        return Int(status.st_size)
    }

    /// Whether a store lies in a folder that may not be written and nothing of it is in a log:
    /// nobody can be changing it.
    static func isAtRest(_ path: String) -> Bool {
        var log = stat()
        return access(folder(of: path), W_OK) != 0
            && (stat(path + "-wal", &log) != 0 || log.st_size == 0)
    }

    /// A path as part of an address (https://sqlite.org/uri.html).
    static func escaped(_ path: String) -> String {
        let plain = Set("/._-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        return path.utf8.map { byte in
            let digits = String(byte, radix: 16)
            return plain.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<path.index(after: $0)]) } ?? "."
    }

    /// Waits until a new name in a file's folder is on the disk.
    static func flushFolder(of path: String) {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func makeFolders(of path: String) throws(StoreFailure) {
        for slash in path.indices where path[slash] == "/" && slash != path.startIndex {
            let folder = String(path[..<slash])
            if mkdir(folder, 0o700) == 0 {
                chmod(folder, 0o700)
                continue
            }
            // Creating a folder that is there can also say "read-only" or "not permitted".
            let code = errno
            guard access(folder, F_OK) == 0 else { throw StoreFailure(errno: code, path: path) }
        }
    }
}
