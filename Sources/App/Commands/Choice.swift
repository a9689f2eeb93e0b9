import Domain

/// Options whose value is one of a few words.
enum Choice {
    /// The option's value; nil when it was not given.
    static func value<Value: RawRepresentable<String> & CaseIterable>(
        _ type: Value.Type, of option: String, _ invocation: Invocation
    ) throws(ProgramFailure) -> Value? {
        guard let text = invocation.value(option) else { return nil }
        guard let value = Value(rawValue: text) else {
            let names = Value.allCases.map(\.rawValue)
            throw ProgramFailure(
                .usage, "--\(option): there is no \(option) \(PlainText.quoted(text))",
                hint: Spelling.hint(for: text, among: names)
                    ?? "it is one of \(names.joined(separator: ", "))")
        }
        return value
    }
}
