/// What a test's surroundings could not do or did not see in time.
public struct TestFailure: Error, CustomStringConvertible {
    /// What, with the screen where there is one.
    public let description: String

    /// A failure in words.
    public init(_ description: String) {
        self.description = description
    }
}
