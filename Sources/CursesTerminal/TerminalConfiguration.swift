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

    /// A way to use a terminal.
    public init(type: String? = nil, colors: Colors = .auto, mouse: Bool = true) {
        self.type = type
        self.colors = colors
        self.mouse = mouse
    }
}
