/// What the program has set of the terminal outside its screen.
struct OutsideState {
    /// The title, once one was set.
    var title: String?
    /// The progress that the tab shows.
    var progress: CursesTerminal.Progress?
}

extension CursesTerminal {
    /// Progress as a terminal's tab or taskbar shows it.
    public struct Progress: Equatable, Sendable {
        /// From 0 to 100.
        public var percent: Int
        /// Whether something needs somebody.
        public var isFault: Bool

        /// A progress.
        public init(percent: Int, isFault: Bool) {
            self.percent = min(100, max(0, percent))
            self.isFault = isFault
        }
    }

    /// Sets the window's title until the terminal is given back; control characters of it are
    /// left out. Writes nothing when the title is that one already.
    public func setTitle(_ title: String) {
        guard understandsCommands, !isSuspended, outside.title != title else { return }
        // Whose title it was is kept by the terminal (xterm's ctlseqs, XTWINOPS 22 and 23).
        if outside.title == nil { write("\u{1B}[22;2t") }
        outside.title = title
        write("\u{1B}]2;\(printable(title))\u{7}")
    }

    /// Shows progress in the terminal's tab (OSC 9;4), on terminals that are known to take it;
    /// nil shows none. Others might take the command for a message.
    public func setProgress(_ progress: Progress?) {
        guard !isSuspended, outside.progress != progress, takesProgress else { return }
        outside.progress = progress
        let state = progress.map { $0.isFault ? 2 : 1 } ?? 0
        send("9;4;\(state);\(progress?.percent ?? 0)")
    }

    /// Rings the terminal's bell.
    public func ringBell() {
        if !isSuspended { write("\u{7}") }
    }

    /// Has the terminal show a message outside its screen, where it can (OSC 777, or OSC 9 where
    /// only that is known).
    public func notify(title: String, body: String) {
        guard !isSuspended else { return }
        let command = TerminalMessage.command(
            title: title, body: body, type: type, environment: environment)
        if let command { write(command) }
    }

    /// Gives title and progress back as they were.
    func letGoOfOutside() {
        setProgress(nil)
        guard outside.title != nil else { return }
        outside.title = nil
        write("\u{1B}[23;2t")
    }

    private func send(_ command: String) {
        let whole = "\u{1B}]\(command)\u{7}"
        write(Passthrough.wrapped(whole, type: type, isInTmux: isInTmux))
    }

    /// Whether a terminal is known to take progress.
    static func takesProgress(
        type: String, environment: (String) -> String?
    ) -> Bool {
        guard TerminalMessage.understandsCommands(type) else { return false }
        return environment("WT_SESSION") != nil || environment("ConEmuANSI") == "ON"
            || ["ghostty", "WezTerm"].contains(environment("TERM_PROGRAM") ?? "")
            || type.contains("ghostty")
    }
}
