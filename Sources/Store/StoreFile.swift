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
