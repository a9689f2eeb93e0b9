extension KYCField {
    /// Whether a value of this field says something about the person that may not be shown.
    public var isPersonal: Bool {
        switch self {
        case .customerID, .documentType, .selfieVerificationStatus: false
        default: true
        }
    }

    /// A value as it may be shown and kept: what is not personal in clear, of numbers at most the
    /// last two characters, of links the host, of everything else dots.
    ///
    /// A value that does not belong in a field that is not personal is masked too: somebody may
    /// have typed a PAN there.
    public func masked(_ value: String) -> String {
        if value.isEmpty { return "" }
        switch self {
        case .customerID:
            return ItemKey(kind: .kyc, id: value)?.id ?? Personal.dots
        case .documentType:
            let isName = value.utf8.allSatisfy {
                $0.isASCIILetter || $0.isASCIIDigit || "_- ".utf8.contains($0)
            }
            return isName && value.utf8.count(where: \.isASCIIDigit) < 4 ? value : Personal.dots
        case .selfieVerificationStatus:
            return Bool(value) == nil ? Personal.dots : value
        case .phone, .taxNumber, .documentNumber:
            return Personal(value.filter { $0 != " " }).masked
        case .documentFrontImageURL, .documentBackImageURL, .selfieURL, .additional:
            guard let link = try? WebLink(value) else { return Personal.dots }
            return "\(link.scheme)://\(link.host)/\(Personal.dots)"
        case .fullName, .fullAddress, .dateOfBirth, .registeredDate:
            return Personal.dots
        }
    }
}
