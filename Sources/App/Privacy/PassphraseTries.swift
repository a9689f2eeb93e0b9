import Domain
import Glibc

/// Counts wrong passphrases in a file beside the store, so that the wait after them outlives the
/// process.
struct PassphraseTries: Sendable {
    /// The file: how many were wrong, and when the last was, in milliseconds.
    var path: String

    /// The tries at a store's key.
    init(ofStore store: String) {
        path = "\(store).tries"
    }

    /// The longest wait.
    private static let longest = Duration.seconds(300)

    /// The moment until which none is looked at; nil when one may be.
    func closedUntil(_ now: Timestamp) throws(ProgramFailure) -> Timestamp? {
        guard let (count, last) = try read() else { return nil }
        // A clock set back must not make the wait longer than it can be.
        let until = min(last, now) + Self.wait(after: count)
        return until > now ? until : nil
    }

    /// Counts one as wrong before it is looked at; gives the moment until which the next waits.
    func begin(at now: Timestamp) throws(ProgramFailure) -> Timestamp {
        let count = (try read()?.count ?? 0) + 1
        try PrivateFile.write("\(count) \(now.milliseconds)\n", to: path, overwriting: true)
        // Who shares the key shares the wait: the next one must be able to read it.
        StoreGroup(ofStore: String(path.dropLast(".tries".count)))?.take(path)
        return now + Self.wait(after: count)
    }

    /// Forgets them: a right one came.
    func clear() throws(ProgramFailure) {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw ProgramFailure(
                .refused, "\(PlainText.of(path)): \(String(cString: strerror(errno)))")
        }
    }

    /// One second after the first, twice as long after each.
    static func wait(after count: Int) -> Duration {
        count <= 0 ? .zero : min(.seconds(1 << min(count - 1, 20)), longest)
    }

    private func read() throws(ProgramFailure) -> (count: Int, last: Timestamp)? {
        do throws(FileFault) {
            let file = try FileContents(path: path, limit: 256, onlyOrdinary: true)
            let parts = String(decoding: file.bytes, as: UTF8.self).split { $0.isWhitespace }
            guard parts.count == 2, let count = Int(parts[0]), let last = Int64(parts[1]),
                count > 0
            else { return nil }
            return (count, Timestamp(milliseconds: last))
        } catch {
            if error.isAbsence { return nil }
            throw ProgramFailure(.refused, "\(PlainText.of(path)): \(error.message)")
        }
    }
}
