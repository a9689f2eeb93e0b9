import Domain
import Glibc

extension PrivateFile {
    /// Writes a new file with mode 0600 in the folder the program runs in and gives its path. When
    /// the name is taken the next free `NAME-2`, `NAME-3` … is; nothing is ever overwritten, and a
    /// failure leaves nothing behind.
    static func create(
        _ bytes: [UInt8], named name: String, extension suffix: String
    ) throws(ProgramFailure) -> String {
        let folder = getcwd(nil, 0)
        defer { free(folder) }
        let parent = folder.map { String(cString: $0) } ?? "."
        for number in 1...999 {
            let path = "\(parent)/\(name)\(number == 1 ? "" : "-\(number)").\(suffix)"
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if file < 0, errno == EEXIST { continue }
            guard file >= 0 else { throw refused(path) }
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    let failure = refused(path)
                    close(file)
                    unlink(path)
                    throw failure
                }
                rest = rest.dropFirst(count)
            }
            guard fsync(file) == 0, close(file) == 0 else {
                let failure = refused(path)
                unlink(path)
                throw failure
            }
            return path
        }
        throw ProgramFailure(.refused, "\(PlainText.of(parent)): there are too many such files")
    }

    private static func refused(_ path: String) -> ProgramFailure {
        ProgramFailure(
            .refused,
            "\(PlainText.of(path)): cannot be written: \(String(cString: strerror(errno)))")
    }
}
