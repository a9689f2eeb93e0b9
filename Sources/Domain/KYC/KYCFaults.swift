/// What is wrong with one field of a submission.
public struct KYCFault: Equatable, Sendable {
    /// Which field.
    public var field: KYCField
    /// One sentence that says what is wrong and what is wanted; it never repeats the value.
    public var sentence: String

    /// A fault of a field.
    public init(field: KYCField, sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}

/// Everything that keeps a submission from being sent, at most one fault a field, in the
/// vendor's field order.
public struct KYCFaults: Error, Equatable, Sendable {
    /// The faults; never empty.
    public let all: [KYCFault]

    init(_ all: [KYCFault]) {
        self.all = all
    }

    /// The sentence about a field, or nil when it is right.
    public subscript(field: KYCField) -> String? {
        all.first { $0.field == field }?.sentence
    }
}
