import Dashboard
import Domain
import Store

/// Follows a configuration file for a loop: tells it by a descriptor when a new reading is there.
struct ConfigurationFollower {
    /// Readable when the file or a credential's file changed.
    let watch = ConfigurationWatch()
    /// Readable when a reading is there to be taken.
    let readings = Inbox<LiveConfiguration.Reading>()
    private let live: LiveConfiguration
    private let file: ConfigurationFile

    /// Begins to watch.
    init(_ file: ConfigurationFile, _ configuration: Configuration, _ live: LiveConfiguration) {
        self.file = file
        self.live = live
        watch.watch(configuration.watchedFiles(besides: file))
    }

    /// Begins a reading when one of the files was concerned.
    func readIfChanged() {
        guard watch.wasChanged() else { return }
        let (live, readings) = (live, readings)
        Task.detached { readings.post(await live.readAgain()) }
    }

    /// Watches what another configuration names.
    func watch(_ configuration: Configuration) {
        watch.watch(configuration.watchedFiles(besides: file))
    }
}
