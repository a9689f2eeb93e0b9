/// Every command and option: what is not here does not exist, and the help is printed from it.
enum CommandTable {
    /// The commands in the order of the help; the first is the program without a command.
    static let commands = screens + work + record + system

    /// What shows a screen, or makes one to show.
    private static let screens: [CommandSpec] = [
        DashboardCommand.spec, DemoCommand.spec, SandboxCommand.spec,
    ]

    /// What is tracked, asked about, fetched and sent.
    private static let work: [CommandSpec] = [
        TrackCommand.spec, UntrackCommand.spec, ListCommand.spec, ShowCommand.spec,
        NoteCommand.spec, PollCommand.spec, FollowCommand.spec, WaitCommand.spec,
        StampsCommand.spec,
        ReportCommand.spec, UploadCommand.spec, SubmitCommand.spec, ReleaseCommand.spec,
        SettleCommand.spec, ResultsCommand.spec,
    ]

    /// What was kept and done.
    private static let record: [CommandSpec] = [
        PassphraseCommand.spec, AuditCommand.spec, StoreCommand.spec, ExportCommand.spec,
    ]

    /// How the program sits in its system.
    private static let system: [CommandSpec] = [
        ConfigCommand.spec, DoctorCommand.spec, ThemesCommand.spec, CompletionsCommand.spec,
        ManualCommand.spec,
    ]

    /// The options that every command has.
    static let globals: [OptionSpec] = [
        OptionSpec(
            "config", "FILE", "the configuration (else VIGIL_CONFIG, else the default file)"),
        OptionSpec("store", "LOCATION", "the store's file"),
        OptionSpec("operator", "NAME", "who is named in the activity record (else the login)"),
        OptionSpec("read-only", nil, "nothing is written to any vendor"),
        OptionSpec("json", nil, "print the result as JSON"),
        OptionSpec("quiet", nil, "print nothing but results and failures"),
        OptionSpec("verbose", nil, "say which files are used"),
        OptionSpec("no-color", nil, "no colour, as with NO_COLOR"),
        OptionSpec("ascii", nil, "draw with ASCII characters alone"),
        OptionSpec("help", nil, "say what can be typed"),
        OptionSpec("version", nil, "say which version this is"),
    ]

    /// The options of every dashboard, the real one and the demo's.
    static let dashboard: [OptionSpec] = [
        OptionSpec("theme", "NAME", "the theme, by name or file"),
        OptionSpec("view", "NAME", "the view to open: batches, stamps, kyc, activity, vendors"),
        OptionSpec("wall", nil, "read-only and large, for a screen on the wall; shows each view"),
    ]

    /// The options of whatever starts a sandbox.
    static func sandbox(speed: String) -> [OptionSpec] {
        [
            OptionSpec("speed", "X", "run the vendors X times as fast (default \(speed))"),
            OptionSpec("seed", "N", "another seed makes other work (default 1)"),
            OptionSpec("batches", "N", "how much work there is (default 30)"),
            OptionSpec(
                "faults", "NAME,...", "what goes wrong, as in slow,reap:flaky; GET / lists all"),
        ]
    }
}
