/// What sort of work an item is; the raw value is the word used on the command line and in JSON.
public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A Reap KYC import batch.
    case reap
    /// A Deepvue bulk verification.
    case deepvue
    /// A Surepass bulk e-stamp order.
    case stamps
    /// A Surepass usage report on an e-stamp order.
    case report
    /// A DollarPe customer's KYC.
    case kyc

    /// The company that does this work.
    public var vendor: Vendor {
        switch self {
        case .reap: .reap
        case .deepvue: .deepvue
        case .stamps, .report: .surepass
        case .kyc: .dollarpe
        }
    }

    /// What the vendor's ids look like, in words for an error message.
    public var idForm: String {
        switch self {
        case .reap: "a batch UUID such as f208a887-9fa6-4447-a52b-c1d6e089536f"
        case .deepvue: "a request id of 32 hex digits"
        case .stamps: "an order id starting with bulk_stamp_v2_"
        case .report: "a report id starting with bulk_stamper_order_usage_report_"
        case .kyc: "a customer UUID such as 4e6f1b20-a73c-11ec-b909-0242ac120002"
        }
    }

    /// Whether `id` has the form of the vendor's ids. Lengths that vendors' own samples do not
    /// keep are not demanded.
    public func accepts(id: String) -> Bool {
        switch self {
        case .reap, .kyc: Self.isUUID(id)
        case .deepvue: id.utf8.count == 32 && id.utf8.allSatisfy(Self.isHexDigit)
        case .stamps: Self.isPrefixed(id, by: "bulk_stamp_v2_")
        case .report: Self.isPrefixed(id, by: "bulk_stamper_order_usage_report_")
        }
    }

    private static func isUUID(_ id: String) -> Bool {
        var id = id
        return id.withUTF8 { bytes in
            guard bytes.count == 36 else { return false }
            for place in 0..<36 {
                let isDash = place == 8 || place == 13 || place == 18 || place == 23
                let byte = bytes[place]
                guard isDash ? byte == UInt8(ascii: "-") : isHexDigit(byte) else { return false }
            }
            return true
        }
    }

    private static func isPrefixed(_ id: String, by prefix: String) -> Bool {
        let rest = id.utf8.dropFirst(prefix.utf8.count)
        return id.hasPrefix(prefix) && (1...128).contains(rest.count)
            && rest.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
