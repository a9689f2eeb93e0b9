import Domain
import JSON
import TerminalUI

/// One thing that `vigil doctor` looked at, in one line.
struct Finding: Equatable, Sendable {
    /// How it stands.
    var verdict: Verdict
    /// What was looked at, such as `store` or `reap`.
    var subject: String
    /// What was seen; no secret, no control characters.
    var text: String
    /// What to do; nil when nothing is to be done.
    var advice: String?

    /// How something stands.
    enum Verdict: String, Sendable {
        case ok
        /// Vigil works, but not as it could.
        case warning
        /// Vigil, or a part of it, does not work.
        case problem

        /// Its look, by the terminal's own colours; the word says the same.
        var style: Style {
            switch self {
            case .ok: Style()
            case .warning: Style(foreground: Color(red: 205, green: 150, blue: 0, ansi: 3))
            case .problem:
                Style(
                    foreground: Color(red: 205, green: 60, blue: 60, ansi: 1), attributes: .bold)
            }
        }
    }

    /// Something as it should be.
    static func ok(_ subject: String, _ text: String) -> Finding {
        Finding(verdict: .ok, subject: subject, text: text)
    }

    /// Something that could be better.
    static func warning(_ subject: String, _ text: String, _ advice: String) -> Finding {
        Finding(verdict: .warning, subject: subject, text: text, advice: advice)
    }

    /// Something that does not work.
    static func problem(_ subject: String, _ text: String, _ advice: String) -> Finding {
        Finding(verdict: .problem, subject: subject, text: text, advice: advice)
    }

    /// The line for people.
    var line: String {
        let pad = { (text: String, width: Int) in
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let advice = advice.map { "; \($0)" } ?? ""
        return PlainText.of(
            "\(pad(verdict.rawValue, 7))  \(pad(subject, 11))  \(text)\(advice)", limit: 1000)
    }

    /// The object for programs.
    var json: JSON {
        [
            "verdict": .string(verdict.rawValue), "subject": .string(subject),
            "text": .string(PlainText.of(text, limit: 1000)), "advice": JSON(advice),
        ]
    }
}
