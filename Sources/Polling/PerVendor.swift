import Domain

/// A value for each vendor, found without a search.
struct PerVendor<Value> {
    private var values: [Value]

    /// The same for all.
    init(_ value: Value) { values = Vendor.allCases.map { _ in value } }

    subscript(vendor: Vendor) -> Value {
        _read { yield values[vendor.place] }
        _modify { yield &values[vendor.place] }
    }
}

extension PerVendor: Sendable where Value: Sendable {}

extension Vendor {
    /// The place among all cases.
    fileprivate var place: Int {
        switch self {
        case .reap: 0
        case .surepass: 1
        case .deepvue: 2
        case .dollarpe: 3
        }
    }
}
