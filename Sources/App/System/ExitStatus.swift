/// What the program says to its caller by ending (contract, section 2).
enum ExitStatus: Int32, Error {
    case done = 0
    case workFailed = 1
    case usage = 2
    case configuration = 3
    case vendor = 4
    case notFound = 5
    case refused = 6
    case timedOut = 7
    case interrupted = 130
}
