import Domain

/// What was typed: a command, its options and its operands.
struct Invocation: Sendable {
    /// The command's name; empty for none.
    var command = ""
    /// The values of each option in order; a switch has one empty value.
    var options: [String: [String]] = [:]
    /// What is neither the command nor an option.
    var operands: [String] = []
    /// Who runs the program.
    var host: Host

    /// Whether a switch or option is there.
    func has(_ option: String) -> Bool { options[option] != nil }

    /// The last value of an option.
    func value(_ option: String) -> String? { options[option]?.last }

    /// The name that goes into the activity record.
    var operatorName: String { value("operator") ?? host.login }

    /// An option's value as a number within bounds.
    func number<Number: LosslessStringConvertible & Comparable>(
        _ option: String, in bounds: ClosedRange<Number>
    ) throws(ProgramFailure) -> Number? {
        guard let text = value(option) else { return nil }
        guard let number = Number(text), bounds.contains(number) else {
            throw ProgramFailure(
                .usage,
                "--\(option) \(PlainText.quoted(text)): not a number from "
                    + "\(Self.text(bounds.lowerBound)) to \(Self.text(bounds.upperBound))")
        }
        return number
    }

    /// A number without a part that says nothing.
    private static func text(_ number: some LosslessStringConvertible) -> String {
        let text = String(number)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
