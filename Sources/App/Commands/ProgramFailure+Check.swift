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
        self.init(
            status, "\(command): \(key): \(failure.message)", hint: Self.hint(failure))
    }

    /// What a class of failure says by itself is written for who keeps polling; a command that
    /// asks once does not go on.
    private static func hint(_ failure: CheckFailure) -> String {
        let isOwn = failure.hint != CheckFailure(failure.reason, message: "").hint
        switch failure.reason {
        case .rateLimited, .vendor, .network: return isOwn ? failure.hint : "Ask again in a while."
        case .auth, .notFound, .invalid, .malformed: return failure.hint
        }
    }
}
