/// The ids of one group of a stamp order, which can be a million: one run of bytes and where each
/// id ends, instead of a text each.
public struct StampIDs: Equatable, Sendable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    /// No ids.
    public init() {}

    /// These ids.
    public init(_ ids: some Sequence<String>) {
        for id in ids {
            bytes.append(contentsOf: id.utf8)
            ends.append(UInt32(bytes.count))
        }
    }

    /// Ids that lie one behind another, each ending where `ends` says: ascending, the last at the
    /// end of the bytes, which are UTF-8.
    public init(bytes: [UInt8], ends: [UInt32]) {
        self.bytes = bytes
        self.ends = ends
    }

    /// Lends the bytes of all ids, and where each ends.
    public func withBytes<Outcome>(
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt32>) -> Outcome
    ) -> Outcome {
        bytes.withUnsafeBufferPointer { bytes in
            ends.withUnsafeBufferPointer { ends in body(bytes, ends) }
        }
    }
}

extension StampIDs: RandomAccessCollection {
    /// The first place.
    public var startIndex: Int { 0 }
    /// The place behind the last.
    public var endIndex: Int { ends.count }

    /// One id.
    public subscript(place: Int) -> String {
        let start = place == 0 ? 0 : Int(ends[place - 1])
        return String(decoding: bytes[start..<Int(ends[place])], as: UTF8.self)
    }
}

extension StampIDs: ExpressibleByArrayLiteral {
    /// The ids of a literal.
    public init(arrayLiteral ids: String...) { self.init(ids) }
}
