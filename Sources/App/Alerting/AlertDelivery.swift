import CursesTerminal
import Domain

/// Brings alerts to the operator outside the screen: bell, the terminal's own messages and the
/// configured command. Alerts that come together are told together.
struct AlertDelivery {
    private let configuration: Configuration.Alerts
    private let command: AlertCommand?
    private var waiting: [Alert] = []
    private var toldAt: Timestamp?

    /// The shortest time between two messages.
    static let pause = Duration.seconds(2)

    /// Delivers as the configuration says; `environment` is that of this process.
    init(_ configuration: Configuration.Alerts, environment: [String: String]) {
        self.configuration = configuration
        command = configuration.command.map { AlertCommand($0, environment: environment) }
    }

    /// When what waits is to be told; nil when nothing waits.
    func due(at now: Timestamp) -> Timestamp? {
        waiting.isEmpty ? nil : max(now, toldAt.map { $0 + Self.pause } ?? now)
    }

    /// Takes alerts in, to be told by `deliver`.
    mutating func add(_ alerts: [Alert]) { waiting += alerts }

    /// Tells what waits, if the last time is long enough ago.
    mutating func deliver(on terminal: CursesTerminal, at now: Timestamp) {
        guard !waiting.isEmpty else { return }
        // A clock that was set back must not silence alerts.
        if let toldAt, now >= toldAt, now < toldAt + Self.pause { return }
        toldAt = now
        let text = AlertText.joined(waiting.map(\.sentence))
        waiting = []
        if configuration.bell { terminal.ringBell() }
        if configuration.desktop { terminal.notify(title: "Vigil", body: text) }
        command?.tell(text)
    }
}
