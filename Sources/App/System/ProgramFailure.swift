import Domain

/// Why the program could not do what was asked: one line, a hint, and an exit status.
struct ProgramFailure: Error, Equatable {
    /// How the program ends.
    var status: ExitStatus
    /// What went wrong, where and why, without the program's name.
    var message: String
    /// What to do about it.
    var hint: String?

    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    /// The failure of the store in the program's words.
    init(_ failure: StoreFailure) {
        let status: ExitStatus =
            switch failure.reason {
            case .refused, .cannotOpen, .locked, .full, .newer: .refused
            case .absent: .notFound
            case .damaged, .other: .workFailed
            }
        self.init(status, failure.message)
    }

    /// The failure of the configuration, a theme or a credential in the program's words.
    init(_ failure: ConfigurationFailure) {
        self.init(.configuration, failure.description)
    }

    /// The lines for standard error.
    var lines: String {
        "vigil: \(message)\n" + (hint.map { "hint: \($0)\n" } ?? "")
    }
}
