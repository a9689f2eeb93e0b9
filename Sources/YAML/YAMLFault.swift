/// Why a text is not the YAML that is read here, and where.
public struct YAMLFault: Error, Equatable, Sendable {
    /// What is wrong. Nothing of the text is repeated in it: the text may hold secrets.
    public let message: String
    /// The line, from 1.
    public let line: Int
    /// The character of that line, from 1.
    public let column: Int
}
