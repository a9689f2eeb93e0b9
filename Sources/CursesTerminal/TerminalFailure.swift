/// Why a terminal cannot be used.
public struct TerminalFailure: Error, CustomStringConvertible, Equatable {
    /// What is wrong with it.
    public enum Code: Sendable {
        /// Input or output is a file or a pipe.
        case notATerminal
        /// No terminfo entry has its name.
        case unknownType
        /// The entry cannot place the cursor.
        case tooSimple
        /// ncurses or the system refused.
        case unavailable
    }

    /// What is wrong with it.
    public let code: Code
    /// What, and what to do about it, in one sentence.
    public let description: String
}
