/// What something on the screen is, so that a theme can say how it looks.
public enum Role: Int, CaseIterable, Hashable, Sendable {
    /// Ordinary text on the screen's ground.
    case text
    /// Text of less weight: units, times, hints.
    case muted
    /// Lines and frames.
    case border
    /// The name of a view, a dialog or a section.
    case title
    /// The view that is open, among the others.
    case activeTab
    /// The other views.
    case tab
    /// The head of a table's column.
    case columnHead
    /// The head of the column that sorts.
    case sortedHead
    /// The row or choice the cursor is on.
    case selection
    /// A key in a hint.
    case key
    /// What the key does.
    case keyLabel
    /// Work the vendor has not begun.
    case pending
    /// Work going on.
    case inProgress
    /// Work the vendor calls completed.
    case completed
    /// Work or records that failed, and faults.
    case failed
    /// Work in a state that is not known.
    case unknown
    /// Overdue, stale, stuck, inconsistent.
    case warning
    /// The succeeded part of a bar.
    case barSucceeded
    /// The succeeded part of a bar whose work is over.
    case barSettled
    /// The failed part of a bar.
    case barFailed
    /// The part of a bar that is not done.
    case barRest
    /// The part of an e-stamp order's bar that is still being made.
    case barPending
    /// A dialog's or form's ground and text.
    case dialog
    /// A form field's name.
    case fieldName
    /// A form field that is not being edited.
    case field
    /// The form field being edited.
    case activeField
    /// What is typed into the filter.
    case filter
    /// A passing message.
    case notice
}
