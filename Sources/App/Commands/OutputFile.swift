import Cryptography
import Domain
import Glibc

/// The file that a result goes into: there whole or not at all, and never in the place of another
/// unless that was asked for.
struct OutputFile {
    private let path: String
    private let isForced: Bool

    /// Checks what can be checked before anything is fetched.
    init(_ path: String, isForced: Bool) throws(ProgramFailure) {
        // A link is followed, so that the file it leads to is replaced and not the link.
        var target = path
        if let real = realpath(path, nil) {
            target = String(cString: real)
            free(real)
        }
        self.path = target
        self.isForced = isForced
        let shown = PlainText.of(path)
        var status = stat()
        if stat(target, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw ProgramFailure(.refused, "\(shown): is not a regular file")
            }
            if !isForced { throw Self.exists(shown) }
        }
        let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
        guard access(folder, W_OK | X_OK) == 0 else { throw Self.failure(shown) }
    }

    /// Writes the content, readable by its owner alone: beside the file, to the disk, and then
    /// into its place.
    func write(_ bytes: [UInt8]) throws(ProgramFailure) {
        let shown = PlainText.of(path)
        let draft = "\(path).\(Encoding.hex(RandomBytes.make(4))).part"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Self.failure(shown) }
        let isWritten = Standard.write(bytes, to: file) && fsync(file) == 0
        let code = errno
        close(file)
        defer { unlink(draft) }
        guard isWritten else {
            errno = code
            throw Self.failure(shown)
        }
        try place(draft, shown)
        sync()
    }

    /// Unless forced, a file that came meanwhile is not replaced: linking fails where renaming
    /// would not.
    private func place(_ draft: String, _ shown: String) throws(ProgramFailure) {
        if !isForced {
            if link(draft, path) == 0 { return }
            if errno == EEXIST { throw Self.exists(shown) }
            // Some file systems have no links.
            guard access(path, F_OK) != 0 else { throw Self.exists(shown) }
        }
        guard rename(draft, path) == 0 else { throw Self.failure(shown) }
    }

    /// The folder's entry reaches the disk too.
    private func sync() {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func exists(_ shown: String) -> ProgramFailure {
        ProgramFailure(.refused, "\(shown): exists already", hint: "--force overwrites it")
    }

    private static func failure(_ shown: String) -> ProgramFailure {
        ProgramFailure(
            .refused, "\(shown): cannot be written: \(String(cString: strerror(errno)))")
    }
}
