/// Why a server could not start.
public struct HTTPServerFailure: Error, Equatable, Sendable {
    /// A code to decide on.
    public var reason: Reason
    /// One sentence in words an operator understands.
    public var message: String

    /// A failure.
    public init(_ reason: Reason, message: String) {
        self.reason = reason
        self.message = message
    }

    /// The classes of failure.
    public enum Reason: String, CaseIterable, Sendable {
        /// The host is no IP address, or none of this machine.
        case badAddress
        /// Another program listens on that port.
        case portInUse
        /// This user may not listen on that port.
        case notAllowed
        /// The system refused for another reason.
        case system
    }
}
