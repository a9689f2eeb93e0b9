/// What a check of the activity record's hash chain came to.
public struct ChainVerdict: Equatable, Sendable {
    /// How many entries are as they were written, counted from the first.
    public var count: Int
    /// The hash of the last of those; 64 zeros when there is none.
    public var hash: String
    /// Where and how the chain breaks; nil when it is whole.
    public var fault: Fault?

    /// A verdict.
    public init(count: Int, hash: String, fault: Fault? = nil) {
        self.count = count
        self.hash = hash
        self.fault = fault
    }

    /// A break of the chain.
    public struct Fault: Equatable, Sendable {
        /// The number of the first entry that is not as it was written.
        public var entry: Int
        /// One sentence.
        public var sentence: String

        /// A break at an entry.
        public init(entry: Int, sentence: String) {
            self.entry = entry
            self.sentence = sentence
        }
    }
}
