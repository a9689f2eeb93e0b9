/// Which piece of work: its kind and the vendor's id.
public struct ItemKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The sort of work.
    public let kind: Kind
    /// The vendor's id, as the vendor wrote it but for UUIDs and hex ids, which are lower case.
    public let id: String

    /// A key for an id that has the kind's form, or nil.
    public init?(kind: Kind, id: String) {
        guard kind.accepts(id: id) else { return nil }
        self.kind = kind
        let hasCapital = id.utf8.contains { (0x41...0x5A).contains($0) }
        self.id = kind == .stamps || kind == .report || !hasCapital ? id : id.lowercased()
    }

    /// The whole REF, `kind:id`.
    public var description: String { "\(kind.rawValue):\(id)" }

    /// The telling part of the id: what follows Surepass's long prefixes, else the first eight
    /// characters, as git shortens hashes.
    public var shortID: String {
        switch kind {
        case .stamps, .report: String(id.split(separator: "_").last ?? "")
        case .reap, .deepvue, .kyc: String(id.prefix(8))
        }
    }

    /// By kind in the order of the contract, then by id.
    public static func < (left: ItemKey, right: ItemKey) -> Bool {
        left.kind == right.kind ? left.id < right.id : left.kind.rank < right.kind.rank
    }
}

extension Kind {
    /// The place in the contract's table.
    fileprivate var rank: Int {
        switch self {
        case .reap: 0
        case .deepvue: 1
        case .stamps: 2
        case .report: 3
        case .kyc: 4
        }
    }
}
