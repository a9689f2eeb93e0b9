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
        self.init(
            .configuration, failure.description,
            hint: failure.keys.isEmpty ? nil : "vigil config check says everything that is wrong")
    }

    /// A signal ended the work: whoever sent it knows, so nothing is said.
    static let interrupted = ProgramFailure(.interrupted, "")

    /// The lines for standard error; none when there is nothing to say.
    var lines: String {
        if message.isEmpty { return "" }
        return "vigil: \(message)\n" + (hint.map { "hint: \(Self.advice($0))\n" } ?? "")
    }

    /// What to do, as it is said after a colon: hints that screens print are sentences.
    static func advice(_ hint: String) -> String {
        guard hint.hasSuffix("."), !hint.hasSuffix("..") else { return hint }
        let text = hint.dropLast()
        let isName = Vendor.allCases.contains { text.hasPrefix($0.title) }
        return isName ? String(text) : text.prefix(1).lowercased() + text.dropFirst()
    }
}
