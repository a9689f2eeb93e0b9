import Domain

extension ProgramFailure {
    /// A vendor's failure in the program's words: refused credentials are 3, an unknown id is 5,
    /// everything else is 4.
    init(_ failure: CheckFailure, command: String, about key: ItemKey) {
        let status: ExitStatus =
            switch failure.reason {
            case .auth: .configuration
            case .notFound: .notFound
            case .rateLimited, .invalid, .vendor, .network, .malformed: .vendor
            }
        self.init(status, "\(command): \(key): \(failure.message)", hint: failure.hint)
    }
}
