import CLinux
import Cryptography
import Domain
import Glibc
import Synchronization
import Vendors

/// A result file as it arrives: on the disk without a name, so that nothing of it is left behind
/// however the program ends, and hashed and counted on the way.
final class ResultDraft: Sendable {
    private struct State {
        var hash = SHA256Stream()
        var rows = DeepvueRowCount()
        var size = 0
        /// The C library's code of the write that failed; 0 for none.
        var fault: Int32 = 0
    }

    private let descriptor: Int32
    private let state = Mutex(State())
    /// Its name, where the file system has no files without one.
    private let name: String?

    /// An empty one, readable by its owner alone, on the file system of a folder; nil when none
    /// can be made there, and `errno` says why.
    init?(in folder: String) {
        let nameless = open(folder, Self.temporary | O_RDWR | O_CLOEXEC, 0o600)
        guard nameless < 0 else {
            (descriptor, name) = (nameless, nil)
            return
        }
        let path = "\(folder)/vigil-\(Encoding.hex(RandomBytes.make(8))).part"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        name = path
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if let name { unlink(name) }
    }

    /// O_TMPFILE of <fcntl.h>, a cast that Swift does not import: the same on every Linux that
    /// Swift runs on.
    private static let temporary = O_DIRECTORY | 0o20000000

    /// Takes the next piece; false when it cannot be kept.
    func take(_ piece: UnsafeRawBufferPointer) -> Bool {
        let bytes = Array(piece)
        return state.withLock { state in
            guard Standard.write(bytes, to: descriptor) else {
                state.fault = errno
                return false
            }
            bytes.withUnsafeBytes { bytes in
                state.hash.take(bytes)
                state.rows.take(bytes)
            }
            state.size += bytes.count
            return true
        }
    }

    /// How many bytes it has.
    var size: Int { state.withLock { $0.size } }
    /// SHA-256 of them, 64 hex digits.
    var digest: String { state.withLock { Encoding.hex($0.hash.digest) } }
    /// Its rows, as far as it is a bulk verification's.
    var rows: DeepvueRowCount { state.withLock { $0.rows } }
    /// The C library's code of the write that failed; nil when everything is kept.
    var fault: Int32? { state.withLock { $0.fault == 0 ? nil : $0.fault } }

    /// Gives it a name once everything is on the disk; false when that failed or there is such a
    /// file, and `errno` says why.
    func link(to path: String) -> Bool {
        guard fsync(descriptor) == 0 else { return false }
        if let name {
            if Glibc.link(name, path) == 0 { return true }
            guard errno != EEXIST else { return false }
            // Some file systems have no links either.
            guard access(path, F_OK) != 0 else {
                errno = EEXIST
                return false
            }
            return rename(name, path) == 0
        }
        return linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW)
            == 0
    }

    /// Writes all of it to a descriptor; false when that takes no more.
    func copy(to output: Int32) -> Bool {
        var (buffer, place) = ([UInt8](repeating: 0, count: 1 << 16), off_t(0))
        while true {
            let count = pread(descriptor, &buffer, buffer.count, place)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 }
            guard Standard.write(buffer[..<count], to: output) else { return false }
            place += off_t(count)
        }
    }
}
