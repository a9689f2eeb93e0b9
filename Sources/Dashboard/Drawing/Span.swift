import Domain
import TerminalUI

/// A stretch of text on one row with one look.
struct Span: Equatable {
    /// What it says.
    var text: String
    /// What it is.
    var role: Role
    /// Attributes on top of the role's.
    var attributes: Style.Attributes = []
    /// When it will read differently by itself.
    var until: Timestamp?

    /// A text that stays.
    init(_ text: String, _ role: Role = .text, _ attributes: Style.Attributes = []) {
        self.text = text
        self.role = role
        self.attributes = attributes
    }

    /// A text that depends on the time.
    init(_ timed: Timed, _ role: Role = .text) {
        text = timed.text
        until = timed.until
        self.role = role
    }

    /// Its columns.
    var width: Int { TextWidth.of(text) }
}

extension [Span] {
    /// Their columns together.
    var width: Int { reduce(0) { $0 + $1.width } }
}
