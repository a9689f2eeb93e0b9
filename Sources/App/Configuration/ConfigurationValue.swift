import Domain
import YAML

/// One value of the configuration file: what stands there, where, and under which keys.
struct ConfigurationValue {
    /// What stands there.
    let node: YAMLNode
    /// The keys that lead to it, outermost first.
    let keys: [String]
    /// The file it stands in.
    let document: ConfigurationDocument

    /// The keys in one word, such as `vendors.reap.api_key`.
    var name: String { keys.joined(separator: ".") }

    /// The section that this value is.
    func section<Key: ConfigurationKey>(
        _ names: Key.Type
    ) throws(ConfigurationFailure) -> ConfigurationReader<Key> {
        try ConfigurationReader(self)
    }

    /// A failure at this place.
    func failure(_ message: String) -> ConfigurationFailure {
        ConfigurationFailure(
            file: document.file, place: .init(line: node.line, column: node.column),
            message: message, keys: keys)
    }

    /// The failure of a value that is not of the form its key asks for. What stands there is
    /// repeated unless it may hold a secret.
    func mistyped(_ form: String, hidingText: Bool = false) -> ConfigurationFailure {
        let seen =
            switch node.content {
            case .null: ", not empty"
            case .scalar(let text, _): hidingText ? "" : ", not \(text.quoted)"
            case .sequence: ", not a list"
            case .mapping: ", not keys with values"
            }
        return failure((keys.isEmpty ? "the file" : name) + " must be \(form)\(seen)")
    }
}

extension ConfigurationValue {
    /// Any text but an empty one.
    func text(_ form: String = "text") throws(ConfigurationFailure) -> String {
        guard let text = node.text, !text.isEmpty else { throw mistyped(form) }
        return text
    }

    /// A path, with `~` expanded; a relative one starts at the configuration file's folder.
    func path(_ form: String = "a path") throws(ConfigurationFailure) -> String {
        document.expanded(try text(form))
    }

    /// `true` or `false`.
    func boolean() throws(ConfigurationFailure) -> Bool {
        switch node.content {
        case .scalar("true", isPlain: true): return true
        case .scalar("false", isPlain: true): return false
        default: throw mistyped("true or false")
        }
    }

    /// A whole number within bounds.
    func integer(in bounds: ClosedRange<Int>) throws(ConfigurationFailure) -> Int {
        guard case .scalar(let text, isPlain: true) = node.content, let number = Int(text),
            bounds.contains(number)
        else { throw mistyped("a number from \(bounds.lowerBound) to \(bounds.upperBound)") }
        return number
    }

    /// A duration such as `500ms`, `30s`, `5m`, `2h` or `1d`, at most a year, so that no sum of
    /// times overflows.
    func duration(atLeast shortest: Duration = .zero) throws(ConfigurationFailure) -> Duration {
        guard let duration = node.text.flatMap({ Duration(text: $0) }) else {
            throw mistyped("a duration such as 500ms, 30s, 5m, 2h or 1d")
        }
        guard duration >= shortest else {
            let least = shortest.milliseconds
            throw mistyped("at least \(least % 1000 == 0 ? "\(least / 1000)s" : "\(least)ms")")
        }
        guard duration <= .seconds(366 * 86_400) else { throw mistyped("at most 366d") }
        return duration
    }

    /// A percentage such as `10%` or `2.5%`, as a part of one.
    func percentage() throws(ConfigurationFailure) -> Double {
        guard let text = node.text, text.hasSuffix("%"),
            text.dropLast().allSatisfy({ ("0"..."9").contains($0) || $0 == "." }),
            let percent = Double(text.dropLast()), (0...100).contains(percent)
        else { throw mistyped("a percentage such as 10%") }
        return percent / 100
    }

    /// One of a few words.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ choices: Choice.Type
    ) throws(ConfigurationFailure) -> Choice {
        let words = Choice.allCases.map(\.rawValue)
        guard let text = node.text else {
            throw mistyped("one of " + words.joined(separator: ", "))
        }
        guard let choice = Choice(rawValue: text) else {
            throw failure(
                "\(name) cannot be \(text.quoted)" + Spelling.advice(for: text, among: words))
        }
        return choice
    }

    /// A list of values.
    func list(_ form: String) throws(ConfigurationFailure) -> [ConfigurationValue] {
        guard case .sequence(let nodes) = node.content else {
            throw mistyped(form, hidingText: true)
        }
        return nodes.map { ConfigurationValue(node: $0, keys: keys, document: document) }
    }
}
