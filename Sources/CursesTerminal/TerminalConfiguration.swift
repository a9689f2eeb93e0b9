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

    /// The name of its terminfo entry; nil takes `$TERM`.
    public var type: String?
    /// Which colours to use.
    public var colors: Colors
    /// Whether the mouse is reported to the program, which takes it from the terminal.
    public var mouse: Bool
    /// Where TERM, COLORTERM and TMUX are looked up.
    public var environment: @Sendable (String) -> String?

    /// A way to use a terminal, in this process's environment unless another one is given.
    public init(
        type: String? = nil, colors: Colors = .auto, mouse: Bool = true,
        environment: @escaping @Sendable (String) -> String? = processVariable
    ) {
        self.type = type
        self.colors = colors
        self.mouse = mouse
        self.environment = environment
    }

    /// A variable of this process's environment.
    public static let processVariable: @Sendable (String) -> String? = { name in
        getenv(name).map { String(cString: $0) }
    }

    /// The name of the terminal's kind; empty when nobody says.
    var effectiveType: String { type ?? environment("TERM") ?? "" }
}
