/// What was read out of a paste for a form. Printing it shows no value.
public struct PastedForm: Equatable, Sendable {
    /// The values by field.
    public var draft: FormDraft
    /// The names in the paste for which the form has no field, or whose value has the wrong type.
    public var untaken: [String]
    /// How many records more there were than the one that was read.
    public var others: Int

    /// What was read.
    public init(_ draft: FormDraft, untaken: [String] = [], others: Int = 0) {
        self.draft = draft
        self.untaken = untaken
        self.others = others
    }

    /// What was filled in and what was not, for the operator.
    func sentence(filled: Int) -> String {
        var sentences = [
            filled == 1 ? "1 field was filled in." : "\(filled) fields were filled in."
        ]
        if !untaken.isEmpty {
            let names = untaken.prefix(3).joined(separator: ", ")
            let rest = untaken.count > 3 ? " and \(untaken.count - 3) more" : ""
            sentences.append("Not taken: \(names)\(rest).")
        }
        if others > 0 {
            sentences.append("Only the first of \(others + 1) in the paste was read.")
        }
        return sentences.joined(separator: " ")
    }

    /// Whether everything in the paste was taken.
    var isWhole: Bool { untaken.isEmpty && others == 0 }
}
