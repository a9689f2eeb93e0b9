import Domain
import Glibc
import TerminalUI

/// What the terminal, the locale and the environment allow.
struct SurroundingsExamination {
    /// What was typed, and in which environment.
    var invocation: Invocation

    private var host: Host { invocation.host }

    /// What was found.
    func findings() -> [Finding] { [terminal, size, locale, colors, clock].compactMap { $0 } }

    private var terminal: Finding {
        let type = host.variable("TERM") ?? ""
        guard !type.isEmpty, type != "dumb" else {
            return .problem(
                "terminal", type.isEmpty ? "TERM is not set" : "TERM=dumb has no screen",
                "set TERM to your terminal's type, such as xterm-256color")
        }
        guard Self.isKnown(type, host) else {
            return .problem(
                "terminal", "the type \(PlainText.quoted(type)) is not known here",
                "install ncurses-term or set TERM=xterm-256color")
        }
        return .ok("terminal", PlainText.of(type))
    }

    /// Whether the terminfo database has an entry (terminfo(5), "fetching compiled
    /// descriptions": one folder a first letter).
    private static func isKnown(_ type: String, _ host: Host) -> Bool {
        guard let first = type.utf8.first, !type.contains("/") else { return false }
        let listed = (host.variable("TERMINFO_DIRS") ?? "").split(separator: ":").map(String.init)
        let folders =
            [host.variable("TERMINFO") ?? "", host.directories.home + "/.terminfo"] + listed
            + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
        let letters = [String(decoding: [first], as: UTF8.self), String(first, radix: 16)]
        return folders.contains { folder in
            !folder.isEmpty
                && letters.contains { access("\(folder)/\($0)/\(type)", R_OK) == 0 }
        }
    }

    private var size: Finding? {
        guard let size = Standard.size else { return nil }
        let text = "\(size.width)x\(size.height)"
        return size.width >= 40 && size.height >= 10
            ? .ok("size", text)
            : .warning("size", text, "the dashboard needs 40x10; make the window larger")
    }

    private var locale: Finding {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { host.variable($0) }.first ?? "C"
        guard setlocale(LC_ALL, "") != nil else {
            return .problem(
                "locale", "\(PlainText.quoted(name)) is not installed",
                "locale -a lists what is; C.UTF-8 always is")
        }
        let coding = String(cString: nl_langinfo(Int32(CODESET)))
        return coding == "UTF-8"
            ? .ok("locale", "\(PlainText.of(name)), UTF-8")
            : .warning(
                "locale", "\(PlainText.of(name)) has no UTF-8, so drawings are ASCII",
                "export LANG=C.UTF-8")
    }

    private var colors: Finding {
        if invocation.has("no-color") || host.variable("NO_COLOR") != nil {
            return .ok("colours", "none, as asked for")
        }
        switch Paint.depth(host, isPlain: false, isTerminal: true) {
        case .direct: return .ok("colours", "true colour")
        case .indexed256: return .ok("colours", "256")
        case .sixteen, .eight:
            return .warning(
                "colours", "16 at most", "set TERM=xterm-256color if your terminal has more")
        case .none:
            return .warning(
                "colours", "none", "set TERM=xterm-256color if your terminal has colours")
        }
    }

    private var clock: Finding? {
        guard let zone = host.variable("TZ"), !zone.isEmpty else { return nil }
        // The C library takes a name it does not know for UTC, without a word.
        let name = zone.hasPrefix(":") ? String(zone.dropFirst()) : zone
        let isRule = name.contains { $0.isNumber } || ["UTC", "GMT"].contains(name)
        let path = name.hasPrefix("/") ? name : "/usr/share/zoneinfo/" + name
        return isRule || access(path, R_OK) == 0
            ? .ok("time zone", PlainText.of(zone))
            : .warning(
                "time zone", "TZ=\(PlainText.of(zone)) is not known here, so times are UTC",
                "correct TZ, or install tzdata")
    }
}
