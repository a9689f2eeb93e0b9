import CursesTerminal
import Dashboard
import Domain
import TerminalUI

/// How the dashboard is to look: the configuration, overruled by what was typed.
struct DashboardAppearance {
    /// What the terminal driver needs to know.
    let terminal: TerminalConfiguration
    /// The view to open.
    let view: View
    private let choice: Configuration.Appearance.GlyphChoice
    /// How the wall is shown; nil for the dashboard that is worked with.
    let wall: Wall?
    private let isUTC: Bool
    private let chosen: [Theme]

    /// Settles everything that can be wrong before the screen is taken over.
    init(
        _ configuration: Configuration, _ invocation: Invocation
    ) throws(ProgramFailure) {
        let name = invocation.value("view") ?? View.batches.rawValue
        guard let view = View(rawValue: name) else {
            let names = View.allCases.map(\.rawValue)
            throw ProgramFailure(
                .usage, "--view: there is no view \(PlainText.quoted(name))",
                hint: Spelling.hint(for: name, among: names)
                    ?? "it is one of \(names.joined(separator: ", "))")
        }
        self.view = view
        choice = invocation.has("ascii") ? .ascii : configuration.appearance.glyphs
        isUTC = configuration.appearance.clock == .utc
        let isPlain = invocation.has("no-color") || invocation.host.variable("NO_COLOR") != nil
        let appearance = configuration.appearance
        terminal = TerminalConfiguration(
            colors: isPlain ? .none : .auto, mouse: appearance.mouse && !invocation.has("wall"),
            synchronization: .init(rawValue: appearance.sync.rawValue) ?? .auto)
        wall =
            invocation.has("wall")
            ? Wall(every: appearance.wallEvery, isCalm: appearance.motion == .reduced) : nil
        let files = ThemeFiles(directories: invocation.host.directories)
        do throws(ConfigurationFailure) {
            let first = try files.theme(
                named: invocation.value("theme") ?? configuration.appearance.theme)
            chosen = [first] + files.available().filter { $0.name != first.name }
        } catch {
            throw ProgramFailure(
                invocation.has("theme") ? .usage : .configuration, error.description)
        }
    }

    /// The themes to go through, the chosen one first; on a terminal without colour only the one
    /// that needs none.
    func themes(on terminal: CursesTerminal) -> [Theme] {
        terminal.colorDepth == .none ? [.plain] : chosen
    }

    /// The characters to draw with.
    func glyphs(on terminal: CursesTerminal) -> Glyphs {
        switch choice {
        case .auto: terminal.isUnicode ? .unicode : .ascii
        case .unicode: .unicode
        case .ascii: .ascii
        }
    }

    /// Minutes by which the clock that is shown is ahead of UTC.
    func utcOffsetMinutes(at moment: Timestamp) -> Int {
        isUTC ? 0 : SystemClock.utcOffsetMinutes(at: moment)
    }
}
