extension KYCUpdate {
    /// Every field in the vendor's order under the vendor's name, as it may be shown and kept.
    public var masked: [Snapshot.Fact] {
        clearFields.map { Snapshot.Fact(name: $0.field.name, value: $0.field.masked($0.clear)) }
    }

    /// One field in clear, named as in `masked`: for showing it to somebody who asked for it.
    public func revealed(_ name: String) -> String? {
        clearFields.first { $0.field.name == name }?.clear
    }

    var clearFields: [(field: KYCField, clear: String)] {
        switch self {
        case .document(let document):
            [
                (.fullAddress, document.fullAddress.revealed()), (.documentType, document.type),
                (.documentFrontImageURL, document.frontImageURL.revealed()),
                (.documentBackImageURL, document.backImageURL.revealed()),
                (.documentNumber, document.number.revealed()),
            ]
        case .taxNumber(let number): [(.taxNumber, number.revealed())]
        case .selfieURL(let url): [(.selfieURL, url.revealed())]
        case .additionalInfo(let values):
            values.map { (.additional($0.name), $0.value.revealed()) }
        }
    }
}
