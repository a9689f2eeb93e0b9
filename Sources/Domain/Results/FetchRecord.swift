/// A result file that was fetched: what it was, by its digest, and who has it now.
public struct FetchRecord: Equatable, Sendable {
    /// The item whose result it is.
    public var key: ItemKey
    /// When it was fetched.
    public var at: Timestamp
    /// Who fetched it.
    public var operatorName: String?
    /// SHA-256 of the content, 64 hex digits.
    public var digest: String
    /// The size in bytes.
    public var size: Int
    /// The name of the file it was written to, without its folder; nil for standard output.
    public var name: String?

    /// A fetched file. Of a path only the last component is kept.
    public init(
        key: ItemKey, at: Timestamp, operatorName: String?, digest: String, size: Int,
        path: String?
    ) {
        self.key = key
        self.at = at
        self.operatorName = operatorName
        self.digest = digest
        self.size = size
        name = path.flatMap { $0.split(separator: "/").last }.map { PlainText.of($0) }
    }
}

/// Where fetched result files are noted.
public protocol FetchJournal: Sendable {
    /// Notes a fetched file, together with the entry in the activity record, which it gives.
    @discardableResult
    func noteFetched(_ record: FetchRecord) async throws(StoreFailure) -> ActivityEntry

    /// The files fetched for an item, newest first.
    func fetched(for key: ItemKey) async throws(StoreFailure) -> [FetchRecord]
}
