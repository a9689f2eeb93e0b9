import CPseudoTerminal
import Glibc

/// Runs a body with this thread's locale set, such as `C.UTF-8` or `C`; other threads keep theirs.
public func withLocale<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
    guard let locale = pty_locale(name) else { throw TestFailure("no locale \(name)") }
    let before = uselocale(locale)
    defer {
        uselocale(before)
        freelocale(locale)
    }
    return try body()
}
