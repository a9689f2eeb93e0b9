/// Where an action came from: what a process says of itself when it opens the store.
public struct Origin: Equatable, Sendable {
    /// The account that the process runs under.
    public var login: String?
    /// The machine's name.
    public var host: String?
    /// The terminal, such as `/dev/pts/3`; nil without one.
    public var terminal: String?

    /// An origin; what is not known is nil.
    public init(login: String? = nil, host: String? = nil, terminal: String? = nil) {
        self.login = login
        self.host = host
        self.terminal = terminal
    }
}
