import Glibc

/// Why a program gave no output.
enum CommandFault: Error, Equatable, CustomStringConvertible {
    case notStarted(Int32)
    case tooSlow
    case tooLarge
    case failed(status: Int32)
    case killed(signal: Int32)

    /// The end of a sentence about the program.
    var description: String {
        switch self {
        case .notStarted(ENOENT): "is not installed"
        case .notStarted(let code): "cannot be started (\(String(cString: strerror(code))))"
        case .tooSlow: "did not finish in time"
        case .tooLarge: "prints too much"
        case .failed(let status): "failed (exit status \(status))"
        case .killed(let signal): "was ended by signal \(signal)"
        }
    }
}
