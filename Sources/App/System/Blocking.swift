import CLinux
import Glibc
import Synchronization

/// Runs asynchronous work to its end while this thread waits.
///
/// The commands are synchronous so that the dashboard's loop keeps the main thread, which is the
/// one that receives the process's signals.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
    let box = Box<Value>()
    Task.detached { box.fill(await work()) }
    return box.wait()
}

/// The same for work that can fail.
func blocking<Value: Sendable>(
    _ work: @escaping @Sendable () async throws(ProgramFailure) -> Value
) throws(ProgramFailure) -> Value {
    let result: Result<Value, ProgramFailure> = blocking {
        do throws(ProgramFailure) {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }
    return try result.get()
}

/// A place for one value that a thread can wait for.
private final class Box<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let filled: Int32 = eventfd(0, Int32(EFD_CLOEXEC))

    deinit { close(filled) }

    func fill(_ new: Value) {
        value.withLock { $0 = new }
        eventfd_write(filled, 1)
    }

    func wait() -> Value {
        while true {
            var count: eventfd_t = 0
            eventfd_read(filled, &count)
            if let value = value.withLock({ $0 }) { return value }
        }
    }
}
