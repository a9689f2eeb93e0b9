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
        guard access(folder, W_OK | X_OK) == 0 else { throw Self.failure(shown) }
    }

    /// Where what arrives is kept until it has its place: on the same file system.
    func draft() throws(ProgramFailure) -> ResultDraft {
        if let draft = ResultDraft(in: folder) { return draft }
        throw Self.failure(PlainText.of(path))
    }

    /// Puts what arrived in its place. Unless forced, a file that came meanwhile is not replaced.
    func place(_ draft: ResultDraft) throws(ProgramFailure) {
        let shown = PlainText.of(path)
        if isForced {
            let beside = "\(path).\(Encoding.hex(RandomBytes.make(4))).part"
            guard draft.link(to: beside) else { throw Self.failure(shown) }
            guard rename(beside, path) == 0 else {
                let code = errno
                unlink(beside)
                errno = code
                throw Self.failure(shown)
            }
        } else if !draft.link(to: path) {
            throw errno == EEXIST ? Self.exists(shown) : Self.failure(shown)
        }
        sync()
    }

    private var folder: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "." }

    /// The folder's entry reaches the disk too.
    private func sync() {
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
