import Dashboard
import Domain

/// What can stand in one place of the command line, for the shells to offer.
enum CompletionValues: Equatable {
    /// Anything: nothing is offered.
    case anything
    /// A file.
    case file
    /// One of these words.
    case words([String])
    /// Something that is tracked.
    case reference

    /// What the value of an option can be; its name in the help says so, or its own name where
    /// that says only NAME.
    init(of option: OptionSpec) {
        switch option.name {
        case "view": self = .words(View.allCases.map(\.rawValue))
        case "sort": self = .words(ItemJSON.keys)
        case "theme": self = .words(Self.themes)
        case "faults":
            self = .words([
                "slow", "flaky", "outage", "throttled", "expired-tokens", "hostile", "midnight",
            ])
        default: self.init(named: option.argument ?? "")
        }
    }

    /// What the operands of a command can be, in order; the last holds for all that follow.
    static func operands(of command: CommandSpec) -> [CompletionValues] {
        let ways = command.operands.split(separator: " | ").map { $0.split(separator: " ") }
        func value(_ word: Substring) -> CompletionValues {
            if word == "KIND", command.name == "upload" { return .words(["reap", "deepvue"]) }
            return CompletionValues(named: word.filter { $0 != "[" && $0 != "]" && $0 != "." })
        }
        guard ways.count > 1 else { return (ways.first ?? []).map(value) }
        // A word says what is to be done; what may follow is of one sort.
        return [.words(ways.compactMap { $0.first.map(String.init) })]
            + ways.compactMap { $0.dropFirst().first }.prefix(1).map(value)
    }

    /// Whether a command takes operands without end.
    static func isOpenEnded(_ command: CommandSpec) -> Bool {
        command.operands.contains("...") || command.operands.contains("…")
    }

    private init(named name: String) {
        if name.contains("|") {
            self = .words(name.split(separator: "|").map(String.init))
            return
        }
        self =
            switch name {
            case "FILE", "LOCATION", "PATH": .file
            case "KIND": .words(Kind.allCases.map(\.rawValue))
            case "STATE": .words(WorkState.allCases.map(\.rawValue))
            case "REF": .reference
            case let word where !word.isEmpty && word.allSatisfy(\.isLowercase): .words([word])
            default: .anything
            }
    }

    /// The shipped ones; a user's own are files in a folder that may change at any time.
    private static let themes = [
        "vigil-dark", "vigil-light", "vigil-contrast", "vigil-contrast-light", "vigil-dusk",
        "vigil-mono", "vigil-night", "vigil-safe", "vigil-safe-light",
    ]
}

extension ArgumentParser {
    /// The commands that have a name.
    var named: [CommandSpec] { commands.filter { !$0.name.isEmpty } }

    /// The options that stand before a command: everyone's and the dashboard's.
    var first: [OptionSpec] { globals + (commands.first { $0.name.isEmpty }?.options ?? []) }
}
