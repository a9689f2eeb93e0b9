/// A value for each vendor, found without a search.
public struct PerVendor<Value> {
    @usableFromInline var values: [Value]

    /// The same for all.
    @inlinable
    public init(_ value: Value) { self.init(of: { _ in value }) }

    /// What a function gives for each.
    @inlinable
    public init(of value: (Vendor) -> Value) { values = Vendor.allCases.map(value) }

    /// A vendor's value.
    @inlinable
    public subscript(vendor: Vendor) -> Value {
        @inline(__always)
        _read { yield values[vendor.place] }
        @inline(__always)
        _modify { yield &values[vendor.place] }
    }
}

extension PerVendor: Sendable where Value: Sendable {}

extension PerVendor: Equatable where Value: Equatable {
    /// Two are the same when each vendor's values are.
    public static func == (left: PerVendor, right: PerVendor) -> Bool {
        Vendor.allCases.allSatisfy { left[$0] == right[$0] }
    }
}

extension Vendor {
    /// The place among all cases.
    @inlinable var place: Int {
        switch self {
        case .reap: 0
        case .surepass: 1
        case .deepvue: 2
        case .dollarpe: 3
        }
    }
}
