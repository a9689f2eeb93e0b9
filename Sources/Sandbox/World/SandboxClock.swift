/// Turns the clock's milliseconds into moments of the sandbox and back.
///
/// A moment counts the vendors' seconds since the sandbox started: at speed 20, one of ours is
/// twenty of theirs. What was under way before the start has a negative moment.
struct SandboxClock: Sendable {
    let startedAt: Int64
    let speed: Double

    func moment(_ time: Int64) -> Double { Double(time - startedAt) * speed / 1_000 }

    func time(_ moment: Double) -> Int64 { startedAt + Int64(moment * 1_000 / speed) }

    func iso(_ moment: Double) -> String { ISOTime.withMilliseconds(time(moment)) }
}
