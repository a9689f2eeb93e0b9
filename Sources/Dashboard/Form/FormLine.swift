import Domain
import TerminalUI

/// One row of the form's body before it is put on the screen: pieces of text at columns.
struct FormLine: Equatable {
    /// A text in a role's look.
    struct Piece: Equatable {
        /// The column, counted from the body's left side.
        var x: Int
        var text: String
        var role: Role
        /// How many columns it may take.
        var width: Int
        /// Whether all of those columns get the role's ground.
        var isBox = false
    }

    /// What a click on the row means.
    enum Target: Equatable {
        case focus(KYCForm.Focus)
        case option(Int)
        /// A week of the calendar: its Monday, which is drawn from this column on.
        case week(CivilDate, x: Int)
    }

    var pieces: [Piece] = []
    var target: Target?
    /// The column of the terminal's cursor, when it is on this row.
    var cursor: Int?
    /// Whether the row belongs to what must be in view.
    var isFocused = false
}
