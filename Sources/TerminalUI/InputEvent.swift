/// Something that a person or the terminal did.
public enum InputEvent: Equatable, Sendable {
    case key(Key)
    case mouse(Mouse)
    /// A whole text that was pasted; line breaks are `\n`, other control characters are gone.
    case paste(String)
    case resized(Size)
}

/// One key as the operator knows it.
public enum Key: Hashable, Sendable {
    /// A printable character.
    case character(Character)
    /// Control and a lower-case letter, such as `control("c")`.
    case control(Character)
    /// Alt and a character.
    case alt(Character)
    case enter
    case escape
    case tab
    case backTab
    case backspace
    case delete
    case insert
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    /// F1 to F12.
    case function(Int)
}

/// What the mouse did, and where.
public struct Mouse: Hashable, Sendable {
    /// What it did.
    public var action: Action
    /// The cell.
    public var position: Position

    /// An action at a place.
    public init(_ action: Action, at position: Position) {
        self.action = action
        self.position = position
    }

    /// What a mouse can do.
    public enum Action: Hashable, Sendable {
        case press
        case doubleClick
        case scrollUp
        case scrollDown
    }
}
