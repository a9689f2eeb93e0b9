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

    /// Dots; of a number of eight characters or more, such as a PAN, a phone or a document's
    /// number, its last two characters too. Names, addresses, dates and links are dots alone.
    public var masked: String {
        if clear.isEmpty { return "" }
        let number = clear.first == "+" ? clear.utf8.dropFirst() : clear.utf8[...]
        let isNumber =
            number.count >= 8 && number.count(where: \.isASCIIDigit) >= 4
            && number.allSatisfy { $0.isASCIIDigit || $0.isASCIILetter }
        return isNumber ? Self.dots + clear.suffix(2) : Self.dots
    }

    /// What stands for everything that is hidden, whatever its length.
    public static let dots = "••••"

    /// The masked form.
    public var description: String { masked }

    /// The masked form.
    public var debugDescription: String { masked }

    /// Nothing inside, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
