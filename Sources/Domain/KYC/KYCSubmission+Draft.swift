extension KYCSubmission {
    /// The same as a draft, in clear: for keeping it sealed.
    public var draft: KYCDraft {
        var draft = KYCDraft()
        for (field, clear) in clearFields { draft[field] = clear }
        return draft
    }

    /// What `draft` was made of; nil for any other draft. Nothing is checked or put into another
    /// form again, so that exactly what was looked over is sent.
    public init?(restoring draft: KYCDraft) {
        guard let birth = CivilDate(dayMonthYear: draft[.dateOfBirth]),
            let registered = CivilDate(dayMonthYear: draft[.registeredDate]),
            let isVerified = Bool(draft[.selfieVerificationStatus]),
            KYCField.standard.allSatisfy({ !draft[$0].isEmpty })
        else { return nil }
        func personal(_ field: KYCField) -> Personal { Personal(draft[field]) }
        self.init(
            customerID: draft[.customerID], fullName: personal(.fullName),
            phone: personal(.phone), fullAddress: personal(.fullAddress), dateOfBirth: birth,
            registeredDate: registered, taxNumber: personal(.taxNumber),
            documentType: draft[.documentType],
            documentFrontImageURL: personal(.documentFrontImageURL),
            documentBackImageURL: personal(.documentBackImageURL),
            documentNumber: personal(.documentNumber), selfieURL: personal(.selfieURL),
            selfieVerified: isVerified,
            additionalInfo: draft.additionalValues.map { ($0.name, $0.value) })
    }
}

extension KYCUpdate {
    /// The same as a draft, in clear: for keeping it sealed.
    public var draft: KYCDraft {
        var draft = KYCDraft()
        for (field, clear) in clearFields { draft[field] = clear }
        return draft
    }

    /// What `draft` was made of; nil for any other draft.
    public init?(_ part: Part, restoring draft: KYCDraft) {
        guard part.fields.allSatisfy({ !draft[$0].isEmpty }) else { return nil }
        func personal(_ field: KYCField) -> Personal { Personal(draft[field]) }
        switch part {
        case .document:
            self = .document(
                Document(
                    fullAddress: personal(.fullAddress), type: draft[.documentType],
                    frontImageURL: personal(.documentFrontImageURL),
                    backImageURL: personal(.documentBackImageURL),
                    number: personal(.documentNumber)))
        case .taxNumber: self = .taxNumber(personal(.taxNumber))
        case .selfie: self = .selfieURL(personal(.selfieURL))
        case .additionalInfo: self = .additionalInfo(draft.additionalValues)
        }
    }
}

extension KYCDraft {
    /// The extra fields as they came.
    fileprivate var additionalValues: [KYCUpdate.AdditionalValue] {
        fields.compactMap { field in
            guard case .additional(let name) = field else { return nil }
            return KYCUpdate.AdditionalValue(name: name, value: Personal(self[field]))
        }
    }
}
