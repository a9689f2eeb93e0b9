import YAML

/// Why the configuration, a theme or a credential cannot be used: one line that says where, what is
/// wrong and what to do. The program ends with exit status 3.
struct ConfigurationFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file, as the operator named it; nil when no file is at fault.
    var file: String?
    /// The line and the character of it, from 1; nil when the file as a whole is at fault.
    var place: Place?
    /// What is wrong and what to do. Never a secret.
    var message: String
    /// The keys that lead to what is wrong, outermost first; empty when no key is at fault.
    var keys: [String] = []

    /// A line and a character of it, both from 1.
    struct Place: Equatable, Sendable {
        var line: Int
        var column: Int
    }

    /// The exit status that every configuration failure ends with.
    static let exitStatus: Int32 = 3

    /// `FILE:LINE:COLUMN: what is wrong`, in one line and without control characters.
    var description: String {
        var parts: [String] = []
        if let file {
            let place = place.map { ":\($0.line):\($0.column)" } ?? ""
            parts.append(file + place)
        }
        parts.append(message)
        return parts.joined(separator: ": ").withoutControlCharacters
    }
}

extension ConfigurationFailure {
    /// A text that is not the YAML read here.
    init(_ fault: YAMLFault, in file: String) {
        self.init(
            file: file, place: Place(line: fault.line, column: fault.column),
            message: fault.message)
    }

    /// A file that could not be read.
    init(_ fault: FileFault, of file: String) {
        self.init(file: file, message: fault.message)
    }
}
