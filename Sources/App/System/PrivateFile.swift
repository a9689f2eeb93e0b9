import Domain
import Glibc

/// Files that only their owner may read.
enum PrivateFile {
    /// Writes a whole file through a neighbour that takes its place when it is complete, so that
    /// nobody ever reads half of it. Only what holds no data of people and no secret may get
    /// another `mode` than 0600. An existing file is refused unless `overwriting`.
    static func write(
        _ text: String, to path: String, overwriting: Bool, mode: mode_t = 0o600
    ) throws(ProgramFailure) {
        let shown = PlainText.of(path)
        if !overwriting, access(path, F_OK) == 0 {
            throw ProgramFailure(
                .refused, "\(shown): exists already", hint: "--force overwrites it")
        }
        let draft = "\(path).\(getpid()).new"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { throw failure(shown) }
        fchmod(file, mode)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else {
                let failure = failure(shown)
                close(file)
                unlink(draft)
                throw failure
            }
            rest = rest.dropFirst(count)
        }
        fsync(file)
        close(file)
        guard rename(draft, path) == 0 else {
            let failure = failure(shown)
            unlink(draft)
            throw failure
        }
    }

    private static func failure(_ path: String) -> ProgramFailure {
        ProgramFailure(.refused, "\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
}
