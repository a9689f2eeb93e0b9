/// A credential that cannot be printed: only asking by name gives the clear text.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let clear: String

    /// Hides a credential.
    public init(_ clear: String) {
        self.clear = clear
    }

    /// The clear text, for the one place that sends it.
    public func revealed() -> String { clear }

    /// Always the same dots, so that not even the length shows.
    public var description: String { "••••" }

    /// Always the same dots.
    public var debugDescription: String { description }

    /// Nothing inside, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
