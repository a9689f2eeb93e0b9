import Domain

extension Filter {
    /// What of a filter names no person for certain: ids, and the words that Vigil and the vendors
    /// have for work. Any other word may be a customer's name.
    static func impersonal(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).filter { word in
            let term = (word.hasPrefix("!") ? word.dropFirst() : word).lowercased()
            guard let colon = term.firstIndex(of: ":") else { return isOfWork(term) }
            let field = term[..<colon]
            let value = term[term.index(after: colon)...]
            return field == "id"
                ? isOfID(value)
                : ["vendor", "kind", "state", "flag", "error"].contains(field) && isOfWork(value)
        }
        .joined(separator: " ")
    }

    /// Whether one of the known words begins so.
    private static func isOfWork(_ word: some StringProtocol) -> Bool {
        known.contains { $0.hasPrefix(word) }
    }

    /// Whether it is of hex digits, as customers' ids are.
    private static func isOfID(_ word: some StringProtocol) -> Bool {
        word.utf8.allSatisfy { $0 == UInt8(ascii: "-") || Character(.init($0)).isHexDigit }
    }

    private static let known: [String] =
        Vendor.allCases.map(\.rawValue) + Kind.allCases.map(\.rawValue)
        + WorkState.allCases.map(\.rawValue) + Flag.allCases.map(\.rawValue)
        + ActivityEntry.Event.allCases.map(\.rawValue)
        + Standing.allCases.map(\.summary)
        + CheckFailure.Reason.allCases.flatMap { [$0.rawValue, $0.words] }
        + ["unverified", "processing", "verified"]  // DollarPe's words for a customer
}
