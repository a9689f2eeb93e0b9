import CLinux
import Domain
import Glibc
import Synchronization

/// The signals that end a command which takes a while, read as events instead of killing it, so
/// that it can put everything in order first.
///
/// Made before the process's first other thread. A closed pipe ends nothing by itself from here
/// on: writing to it fails instead.
final class Interruptions: Sendable {
    private let source: SignalDescriptor
    private let hasEnded = Atomic(false)
    private static let watched = [SIGINT, SIGTERM, SIGHUP, SIGWINCH]

    /// Takes the signals over.
    init() {
        signal(SIGPIPE, SIG_IGN)
        source = SignalDescriptor(SignalDescriptor.heeding(Self.watched))
    }

    /// Readable when a signal waits.
    var descriptor: Int32 { source.descriptor }

    /// The signals that came since the last call, oldest first.
    func read() -> [Int32] {
        let signals = source.read()
        if signals.contains(where: { $0 != SIGWINCH }) {
            hasEnded.store(true, ordering: .relaxed)
        }
        return signals
    }

    /// Whether a signal that ends the command has come.
    func hasEnd() -> Bool { read().contains { $0 != SIGWINCH } }

    /// Gives the signals and closed pipes their usual meaning again, for a command that has
    /// nothing left to do but to print. One that a signal ended keeps them: a second signal must
    /// not change how it ends.
    func release() {
        guard !hasEnded.load(ordering: .relaxed) else { return }
        var set = sigset_t()
        sigemptyset(&set)
        for number in Self.watched { sigaddset(&set, number) }
        signal(SIGPIPE, SIG_DFL)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        close(source.descriptor)
    }

    /// Does asynchronous work until it is done or a signal comes, which cancels it. Work that
    /// writes to a vendor says what a signal left behind.
    func run<Value: Sendable>(
        isWriting: Bool = false,
        _ work: @escaping @Sendable () async throws(ProgramFailure) -> Value
    ) throws(ProgramFailure) -> Value {
        let results = Inbox<Result<Value, ProgramFailure>>()
        let task = Task.detached {
            do throws(ProgramFailure) {
                results.post(.success(try await work()))
            } catch {
                results.post(.failure(error))
            }
        }
        var descriptors = [descriptor, results.descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        while true {
            _ = poll(&descriptors, 2, -1)
            if let result = results.take().first { return try result.get() }
            guard hasEnd() else { continue }
            task.cancel()
            // What was begun gets a moment to end in order.
            _ = poll(&descriptors[1], 1, 2000)
            guard isWriting else { throw .interrupted }
            switch results.take().first {
            case .success(let value): return value
            case .failure(let failure):
                throw ProgramFailure(.interrupted, failure.message, hint: failure.hint)
            case nil: throw .interrupted
            }
        }
    }
}
