/// A file of records to upload. Its bytes are people's data: printing it shows only its size.
public struct UploadFile: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The name without a folder, such as `march.csv`.
    public var name: String
    /// The content as it is sent.
    public var bytes: [UInt8]

    /// A file.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The size alone.
    public var description: String { "UploadFile(\(bytes.count) bytes)" }

    /// The size alone, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: ["bytes": bytes.count]) }
}
