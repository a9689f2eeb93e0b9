import Dashboard
import Domain
import Store

extension DashboardLoop {
    /// Goes by the file's changes from now on.
    mutating func follow(
        _ file: ConfigurationFile, of backstage: Backstage, _ invocation: Invocation,
        _ configuration: Configuration, _ live: LiveConfiguration
    ) {
        self.backstage = backstage
        self.invocation = invocation
        reload = ConfigurationFollower(file, configuration, live)
    }

    /// Takes in what reading the configuration again came to.
    mutating func takeReadings() {
        for reading in reload?.readings.take() ?? [] {
            switch reading {
            case .same: break
            case .faulty(let why):
                let text = "The configuration stays as it was: \(why)"
                take(.noticed(Notice(text, isFault: true)))
            case .changed(let change): take(change)
            }
        }
    }

    private mutating func take(_ change: LiveConfiguration.Change) {
        guard let backstage, let invocation else { return }
        reload?.watch(change.configuration)
        runner = backstage.take(change)
        delivery.go(by: change.configuration.alerts)
        if let appearance = try? DashboardAppearance(change.configuration, invocation) {
            self.appearance = appearance
        }
        let now = SystemClock.now()
        take(
            .configured(
                Settings(
                    vendors: change.configuration.vendors.names,
                    cadences: change.configuration.cadences,
                    themes: appearance.themes(on: terminal),
                    glyphs: appearance.glyphs(on: terminal),
                    options: Options(change.configuration),
                    lockAfter: change.configuration.privacy.lockAfter,
                    utcOffsetMinutes: appearance.utcOffsetMinutes(at: now))))
        take(.noticed(Notice("New configuration in force: \(change.summary)")))
        let entry = change.entry(at: now, by: runner.operatorName)
        let (store, inbox) = (runner.store, inbox)
        Task.detached {
            if (try? await store.append(entry)) != nil { inbox.post(.activityHappened(entry)) }
        }
    }
}
