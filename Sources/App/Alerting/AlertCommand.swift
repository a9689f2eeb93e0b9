import Domain
import Glibc
import Synchronization

/// The operator's own command for alerts: one at a time, never waited for, killed when it takes
/// too long, and told nothing but what `Alert.sentence` says.
final class AlertCommand: Sendable {
    private let command: [String]
    private let environment: [String: String]
    private let queue = Mutex(Queue())
    /// Readable once the command has heard everything.
    let rest = Inbox<Void>()

    private struct Queue {
        /// Whether the thread is there.
        var isRunning = false
        /// Whether the command runs.
        var isTelling = false
        var waiting: [String] = []
    }

    /// How long the command may take.
    static let patience = Duration.seconds(10)
    /// The shortest time from one run to the next.
    static let pause = Duration.seconds(1)

    /// The variables that the command gets: those that a program needs to find its files and the
    /// desktop. Any other may hold a secret.
    private static let passed: Set<String> = [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TMPDIR", "DISPLAY", "XAUTHORITY",
        "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_CURRENT_DESKTOP",
    ]

    /// A command and its first arguments; the sentence is added as the last one.
    init(_ command: [String], environment: [String: String]) {
        self.command = command
        self.environment = environment.filter {
            Self.passed.contains($0.key) || $0.key.hasPrefix("LC_")
        }
    }

    /// Has the command told a sentence. What comes while it runs is told together afterwards.
    func tell(_ sentence: String) {
        let isFirst = queue.withLock { queue in
            queue.waiting.append(sentence)
            defer { queue.isRunning = true }
            return !queue.isRunning
        }
        if isFirst { start() }
    }

    /// Whether there is something that the command has not heard to its end.
    var isBusy: Bool { queue.withLock { $0.isTelling || !$0.waiting.isEmpty } }

    /// A thread of its own, because waiting for a program would hold up the others.
    private func start() {
        var thread = pthread_t()
        let held = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<AlertCommand>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, held.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            held.release()
            queue.withLock { $0 = Queue() }
        }
    }

    private func run() {
        while let sentences = next() {
            _ = try? CommandOutput.of(
                command + [AlertText.joined(sentences)], environment: environment,
                deadline: .now + Self.patience, sizeLimit: 1 << 20)
            queue.withLock { $0.isTelling = false }
            rest.post(())
            usleep(UInt32(Self.pause.milliseconds * 1000))
        }
    }

    private func next() -> [String]? {
        queue.withLock { queue in
            defer { queue.waiting = [] }
            guard queue.waiting.isEmpty else {
                queue.isTelling = true
                return queue.waiting
            }
            queue.isRunning = false
            return nil
        }
    }
}
