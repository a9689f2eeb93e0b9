/// A person's datum that cannot be printed: everything but `revealed()` gives the masked form.
public struct Personal: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let clear: String

    /// Hides a datum.
    public init(_ clear: String) {
        self.clear = clear
    }

    /// The clear text, for the one place that sends it or the field being typed.
    public func revealed() -> String { clear }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { clear.isEmpty }

    /// Dots, and the last two characters of a text long enough that they do not give it away.
    public var masked: String {
        if clear.isEmpty { return "" }
        return clear.count < 6 ? "••••" : "••••\(clear.suffix(2).filter { !$0.isWhitespace })"
    }

    /// The masked form.
    public var description: String { masked }

    /// The masked form.
    public var debugDescription: String { masked }

    /// Nothing inside, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
