import CursesTerminal
import Domain
import Glibc

/// A terminal on which alerts can reach the operator.
protocol AlertTerminal {
    /// Rings its bell.
    func ringBell()
    /// Has it show a message outside its text, where it can.
    func notify(title: String, body: String)
}

extension CursesTerminal: AlertTerminal {}
extension LineTerminal: AlertTerminal {}

/// Brings alerts to the operator outside the screen: bell, the terminal's own messages and the
/// configured command. Alerts that come together are told together.
struct AlertDelivery {
    private var configuration: Configuration.Alerts
    private let environment: [String: String]
    private var command: AlertCommand?
    private var waiting: [Alert] = []
    private var toldAt: Timestamp?

    /// The shortest time between two messages.
    static let pause = Duration.seconds(2)

    /// Delivers as the configuration says; `environment` is that of this process.
    init(_ configuration: Configuration.Alerts, environment: [String: String]) {
        self.configuration = configuration
        self.environment = environment
        command = configuration.command.map { AlertCommand($0, environment: environment) }
    }

    /// Delivers as another configuration says from now on; what waits is told by it.
    mutating func go(by configuration: Configuration.Alerts) {
        if configuration.command != self.configuration.command {
            command = configuration.command.map { AlertCommand($0, environment: environment) }
        }
        self.configuration = configuration
    }

    /// When what waits is to be told; nil when nothing waits.
    func due(at now: Timestamp) -> Timestamp? {
        waiting.isEmpty ? nil : max(now, toldAt.map { $0 + Self.pause } ?? now)
    }

    /// Takes alerts in, to be told by `deliver`.
    mutating func add(_ alerts: [Alert]) { waiting += alerts }

    /// Tells what waits, if the last time is long enough ago. Without a terminal the command alone
    /// is told.
    mutating func deliver(on terminal: (any AlertTerminal)?, at now: Timestamp) {
        // A clock that was set back must not silence alerts.
        if let toldAt, now >= toldAt, now < toldAt + Self.pause { return }
        tell(on: terminal, at: now)
    }

    /// Tells what waits and returns when the command has heard everything, or another signal than
    /// a resize came: nothing is told after the end.
    mutating func finish(
        on terminal: (any AlertTerminal)?, at now: Timestamp, signals: Interruptions
    ) {
        tell(on: terminal, at: now)
        guard let command else { return }
        var descriptors = [command.rest.descriptor, signals.descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        let end = ContinuousClock.now + AlertCommand.patience
        while command.isBusy, !signals.hasEnd(), ContinuousClock.now < end {
            _ = command.rest.take()
            if command.isBusy { _ = poll(&descriptors, 2, 1000) }
        }
    }

    private mutating func tell(on terminal: (any AlertTerminal)?, at now: Timestamp) {
        guard !waiting.isEmpty else { return }
        toldAt = now
        let text = AlertText.joined(waiting.map(\.sentence))
        waiting = []
        if configuration.bell { terminal?.ringBell() }
        if configuration.desktop { terminal?.notify(title: "Vigil", body: text) }
        command?.tell(text)
    }
}
