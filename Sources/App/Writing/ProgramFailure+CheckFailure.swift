import Domain

extension ProgramFailure {
    /// The exit status that a vendor's failure ends a command with when nothing was written.
    static func status(of failure: CheckFailure) -> ExitStatus {
        switch failure.reason {
        case .auth: .configuration
        case .invalid: .workFailed
        case .notFound: .notFound
        case .rateLimited, .vendor, .network, .malformed: .vendor
        }
    }
}
