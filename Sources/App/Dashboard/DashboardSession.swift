import CursesTerminal
import Dashboard
import Domain
import Glibc
import HTTPClient
import Polling
import Store
import TerminalUI

/// One run of the dashboard: puts its parts together, keeps them going and takes them down.
struct DashboardSession {
    /// Which vendors, how often, how it looks.
    var configuration: Configuration
    /// The store's file.
    var storePath: String
    /// What is tracked before the dashboard opens, for the demo.
    var wanted: [(key: ItemKey, label: String?)] = []
    /// The configuration's file, which is watched for changes; nil for the demo.
    var file: ConfigurationFile?
    /// Whether that file is not there, so that the store alone can be shown.
    var isUnconfigured = false
    /// What was typed.
    var invocation: Invocation

    /// Runs the dashboard until the operator quits or the terminal goes away.
    func run(in process: DashboardProcess) throws(ProgramFailure) -> ExitStatus {
        let appearance = try DashboardAppearance(configuration, invocation)
        let inbox = Inbox<Event>()
        let transport = CurlTransport(configuration: configuration.network.transport)
        defer { transport.close() }
        let vendors = try VendorSet(configuration, transport: transport, host: invocation.host)
        let backstage = try Backstage(self, vendors: vendors, inbox: inbox)
        defer { backstage.close() }
        // What is tracked is read while the terminal is prepared.
        let loading = backstage.load()
        let terminal: CursesTerminal
        do throws(TerminalFailure) {
            terminal = try CursesTerminal(
                input: STDIN_FILENO, output: STDOUT_FILENO, configuration: appearance.terminal)
        } catch {
            throw ProgramFailure(.usage, error.description)
        }
        defer { terminal.close() }
        CrashGuard.install(output: STDOUT_FILENO)
        let now = SystemClock.now()
        var state = State(
            now: now, size: terminal.size, glyphs: appearance.glyphs(on: terminal),
            themes: appearance.themes(on: terminal), vendors: configuration.vendors.names,
            cadences: configuration.cadences, isReadOnly: backstage.isReadOnly,
            view: appearance.view, utcOffsetMinutes: appearance.utcOffsetMinutes(at: now),
            lockAfter: configuration.privacy.lockAfter, options: Options(configuration))
        let habits = HabitsFile(storePath: storePath)
        if let known = habits.read() {
            state.adopt(known, keepingView: invocation.value("view") != nil)
        }
        if let wall = appearance.wall { state.show(wall) }
        if isUnconfigured { state.configurationFile = file.map { PlainText.of($0.path) } }
        var loop = DashboardLoop(
            terminal: terminal, state: state, process: process, inbox: inbox,
            runner: backstage.runner, appearance: appearance,
            delivery: AlertDelivery(
                configuration.alerts, environment: invocation.host.environment),
            habits: habits)
        if let file {
            loop.follow(
                file, of: backstage, invocation, configuration,
                LiveConfiguration(
                    file: file, host: invocation.host, configuration: configuration,
                    vendors: vendors, transport: transport, isAbsent: isUnconfigured))
        }
        // Planning ten thousand checks would take from the first screen what it needs to be drawn.
        loop.run(onceShown: { backstage.start(with: loading) })
        return .done
    }
}
