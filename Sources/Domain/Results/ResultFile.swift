/// A result file as it was fetched. Its bytes are people's data: printing it shows only its size.
public struct ResultFile: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The content as it came.
    public var bytes: [UInt8]

    /// A file.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The most bytes that are fetched unless somebody says otherwise.
    public static let standardLimit = 64 << 20

    /// The size alone.
    public var description: String { "ResultFile(\(bytes.count) bytes)" }

    /// The size alone, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: ["bytes": bytes.count]) }
}
