/// The columns of the form's body at one width.
struct FormColumns: Equatable {
    /// All of them.
    let width: Int
    /// How many rows are seen at once.
    let height: Int
    /// Where values begin.
    let valueX: Int
    /// How wide a value's box is.
    let valueWidth: Int
    /// Where hints and faults stand beside the values; nil puts them below.
    let noteX: Int?
    /// Whether names stand above the values.
    let isStacked: Bool

    init(width: Int, height: Int, labelWidth: Int) {
        self.width = width
        self.height = height
        isStacked = width < labelWidth + 32
        valueX = isStacked ? 2 : labelWidth + 4
        let rest = max(1, width - valueX)
        noteX = rest >= 78 ? valueX + 42 : nil
        valueWidth = noteX == nil ? min(rest, 48) : 40
    }

    /// How wide a hint or a fault may be.
    var noteWidth: Int { width - (noteX ?? valueX) }
}
