import Synchronization

/// What asynchronous work gives, or nil when it takes longer than until `deadline`. What is late is
/// told that it is cancelled and not waited for, because not everything can be stopped.
func value<Value: Sendable>(
    by deadline: ContinuousClock.Instant, _ work: @escaping @Sendable () async -> Value
) async -> Value? {
    let first = First<Value>()
    let worker = Task.detached { first.settle(await work()) }
    let alarm = Task.detached {
        try? await Task.sleep(until: deadline, clock: .continuous)
        first.settle(nil)
    }
    let value = await withCheckedContinuation { first.wait($0) }
    worker.cancel()
    alarm.cancel()
    return value
}

/// Takes the first of several outcomes.
private final class First<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value?, Never>)
        case settled(Value?)
    }
    private let state = Mutex(State.open)

    func settle(_ value: Value?) {
        let waiting = state.withLock { state -> CheckedContinuation<Value?, Never>? in
            switch state {
            case .settled: return nil
            case .open:
                state = .settled(value)
                return nil
            case .awaited(let continuation):
                state = .settled(value)
                return continuation
            }
        }
        waiting?.resume(returning: value)
    }

    func wait(_ continuation: CheckedContinuation<Value?, Never>) {
        let settled = state.withLock { state -> Value?? in
            if case .settled(let value) = state { return .some(value) }
            state = .awaited(continuation)
            return nil
        }
        if let value = settled { continuation.resume(returning: value) }
    }
}
