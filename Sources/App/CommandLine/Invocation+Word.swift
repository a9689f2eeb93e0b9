import Domain

extension Invocation {
    /// The first operand as one of a command's own words, with the operands behind it.
    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ words: Word.Type
    ) throws(ProgramFailure) -> (Word, operands: ArraySlice<String>) {
        let names = words.allCases.map(\.rawValue)
        let known = "it is one of \(names.joined(separator: ", "))"
        guard let text = operands.first else {
            throw ProgramFailure(.usage, "\(command): needs a word that says what", hint: known)
        }
        guard let word = words.init(rawValue: text) else {
            throw ProgramFailure(
                .usage, "\(command): there is no \(PlainText.quoted(text))",
                hint: Spelling.hint(for: text, among: names) ?? known)
        }
        return (word, operands.dropFirst())
    }

    /// Refuses options that belong to another word of the command.
    func allow(
        _ allowed: Set<String>, of own: [OptionSpec], for word: String
    ) throws(ProgramFailure) {
        for option in own where has(option.name) && !allowed.contains(option.name) {
            throw ProgramFailure(
                .usage, "\(command) \(word): takes no --\(option.name)",
                hint: "vigil \(command) --help says what does")
        }
    }
}
