import Domain
import Synchronization

/// The files of submissions that the screen has looked at or is sending, by the file's digest.
final class RunningBatches: Sendable {
    private struct State {
        var stopping: Set<String> = []
        var demands: [String: [String: KYCRequirements]] = [:]
    }

    private let state = Mutex(State())

    /// Remembers what the vendor demanded when a file was looked at, in place of any other file's.
    func remember(_ demands: [String: KYCRequirements], of digest: String) {
        state.withLock { $0.demands = [digest: demands] }
    }

    /// What the vendor demanded when the file was looked at; nil when it was not.
    func demands(of digest: String) -> [String: KYCRequirements]? {
        state.withLock { $0.demands[digest] }
    }

    /// Lets no further submission of a file begin, or lets them again.
    func stop(_ digest: String, _ isStopping: Bool = true) {
        state.withLock {
            if isStopping { $0.stopping.insert(digest) } else { $0.stopping.remove(digest) }
        }
    }

    /// Whether no further one may begin.
    func isStopping(_ digest: String) -> Bool { state.withLock { $0.stopping.contains(digest) } }
}
