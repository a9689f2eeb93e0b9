extension KYCSubmission {
    /// Every field in the vendor's order under the vendor's name, as it may be shown and kept.
    public var masked: [Snapshot.Fact] {
        clearFields.map { Snapshot.Fact(name: $0.field.name, value: $0.field.masked($0.clear)) }
    }

    /// One field in clear, named as in `masked`: for showing it to somebody who asked for it.
    public func revealed(_ name: String) -> String? {
        clearFields.first { $0.field.name == name }?.clear
    }

    var clearFields: [(field: KYCField, clear: String)] {
        let standard: [(field: KYCField, clear: String)] = [
            (.customerID, customerID), (.fullName, fullName.revealed()),
            (.phone, phone.revealed()), (.fullAddress, fullAddress.revealed()),
            (.dateOfBirth, dateOfBirth.dayMonthYear),
            (.registeredDate, registeredDate.dayMonthYear),
            (.taxNumber, taxNumber.revealed()), (.documentType, documentType),
            (.documentFrontImageURL, documentFrontImageURL.revealed()),
            (.documentBackImageURL, documentBackImageURL.revealed()),
            (.documentNumber, documentNumber.revealed()), (.selfieURL, selfieURL.revealed()),
            (.selfieVerificationStatus, String(selfieVerified)),
        ]
        return standard
            + additionalInfo.map { (field: .additional($0.name), clear: $0.value.revealed()) }
    }
}

extension KYCSubmission: CustomStringConvertible, CustomReflectable {
    /// The masked form.
    public var description: String {
        "KYCSubmission(" + masked.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + ")"
    }

    /// The masked fields, so that `dump` shows no more than `description`.
    public var customMirror: Mirror {
        Mirror(self, children: masked.map { (label: $0.name, value: $0.value) })
    }
}
