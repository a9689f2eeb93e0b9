import Glibc

/// How a terminal is to be used.
public struct TerminalConfiguration: Sendable {
    /// Which colours to use.
    public enum Colors: Sendable {
        /// As many as the terminal has.
        case auto
        /// None.
        case none
    }

    /// Whether frames are shown at once (mode 2026).
    public enum Synchronization: String, CaseIterable, Sendable {
        /// On terminals that are known to have it.
        case auto
        /// Always.
        case on
        /// Never.
        case off
    }

    /// The name of its terminfo entry; nil takes `$TERM`.
    public var type: String?
    /// Which colours to use.
    public var colors: Colors
    /// Whether the mouse is reported to the program, which takes it from the terminal.
    public var mouse: Bool
    /// Whether frames are shown at once.
    public var synchronization: Synchronization
    /// Where TERM, COLORTERM, TMUX and the like are looked up.
    public var environment: @Sendable (String) -> String?

    /// A way to use a terminal, in this process's environment unless another one is given.
    public init(
        type: String? = nil, colors: Colors = .auto, mouse: Bool = true,
        synchronization: Synchronization = .auto,
        environment: @escaping @Sendable (String) -> String? = processVariable
    ) {
        self.type = type
        self.colors = colors
        self.mouse = mouse
        self.synchronization = synchronization
        self.environment = environment
    }

    /// A variable of this process's environment.
    public static let processVariable: @Sendable (String) -> String? = { name in
        getenv(name).map { String(cString: $0) }
    }

    /// The name of the terminal's kind; empty when nobody says.
    var effectiveType: String { type ?? environment("TERM") ?? "" }

    /// Whether frames are to be shown at once on this terminal.
    var isSynchronized: Bool {
        switch synchronization {
        case .auto: SynchronizedOutput.isKnown(type: effectiveType, environment: environment)
        case .on: true
        case .off: false
        }
    }
}
