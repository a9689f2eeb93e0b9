extension KYCDraft {
    /// The submission that this draft makes, or everything that is wrong with it at once.
    ///
    /// Texts are trimmed and put into the vendor's form: a PAN in capitals, a phone without
    /// country code, an Aadhaar number without spaces. Without `requirements` any document type
    /// and any extra fields pass (contract, section 6; DollarPe, add-kyc-data and
    /// kyc/configuration).
    public func validated(
        requirements: KYCRequirements?, today: CivilDate
    ) -> Result<KYCSubmission, KYCFaults> {
        typealias Rule = KYCRule
        var check = Check(draft: self)
        let document = ["jpg", "jpeg", "png", "pdf"]
        let registered = check.date(.registeredDate) { text throws(Rule.Violation) in
            try Rule.date(text, today: today)
        }
        let type = check.text(.documentType) { text throws(Rule.Violation) in
            try Rule.documentType(text, among: requirements?.documentTypes ?? [])
        }
        let customer = check.text(.customerID, Rule.customerID)
        let name = check.text(.fullName, Rule.name)
        let phone = check.text(.phone, Rule.phone)
        let address = check.text(.fullAddress, Rule.name)
        let birth = check.date(.dateOfBirth) { text throws(Rule.Violation) in
            try Rule.dateOfBirth(text, registered: registered, today: today)
        }
        let tax = check.text(.taxNumber, Rule.taxNumber)
        let front = check.link(.documentFrontImageURL, fileTypes: document)
        let back = check.link(.documentBackImageURL, fileTypes: document)
        let number = check.text(.documentNumber) { text throws(Rule.Violation) in
            try Rule.documentNumber(text, ofType: type)
        }
        let selfie = check.link(.selfieURL, fileTypes: ["jpg", "jpeg", "png"])
        let isVerified = check.value(.selfieVerificationStatus, limit: 255, Rule.bool)
        let additional = check.additional(requirements)

        guard check.faults.isEmpty, let registered, let type, let customer, let name, let phone,
            let address, let birth, let tax, let front, let back, let number, let selfie,
            let isVerified
        else { return .failure(KYCFaults(check.inOrder(requirements))) }
        return .success(
            KYCSubmission(
                customerID: customer, fullName: Personal(name), phone: Personal(phone),
                fullAddress: Personal(address), dateOfBirth: birth, registeredDate: registered,
                taxNumber: Personal(tax), documentType: type,
                documentFrontImageURL: Personal(front), documentBackImageURL: Personal(back),
                documentNumber: Personal(number), selfieURL: Personal(selfie),
                selfieVerified: isVerified, additionalInfo: additional))
    }
}

extension KYCDraft {
    /// The correction of one part that this draft makes, and of whom; or everything that is wrong
    /// with it at once. Fields of other parts do not matter.
    public func validatedUpdate(
        _ part: KYCUpdate.Part, requirements: KYCRequirements?, today: CivilDate
    ) -> Result<(customer: String, update: KYCUpdate), KYCFaults> {
        typealias Rule = KYCRule
        var check = Check(draft: self)
        let document = ["jpg", "jpeg", "png", "pdf"]
        let customer = check.text(.customerID, Rule.customerID)
        var update: KYCUpdate?
        switch part {
        case .document:
            let type = check.text(.documentType) { text throws(Rule.Violation) in
                try Rule.documentType(text, among: requirements?.documentTypes ?? [])
            }
            let address = check.text(.fullAddress, Rule.name)
            let front = check.link(.documentFrontImageURL, fileTypes: document)
            let back = check.link(.documentBackImageURL, fileTypes: document)
            let number = check.text(.documentNumber) { text throws(Rule.Violation) in
                try Rule.documentNumber(text, ofType: type)
            }
            if let type, let address, let front, let back, let number {
                update = .document(
                    .init(
                        fullAddress: Personal(address), type: type,
                        frontImageURL: Personal(front), backImageURL: Personal(back),
                        number: Personal(number)))
            }
        case .taxNumber:
            update = check.text(.taxNumber, Rule.taxNumber).map { .taxNumber(Personal($0)) }
        case .selfie:
            update = check.link(.selfieURL, fileTypes: ["jpg", "jpeg", "png"])
                .map { .selfieURL(Personal($0)) }
        case .additionalInfo:
            update = .additionalInfo(
                check.additional(requirements).map { .init(name: $0.name, value: $0.value) })
        }
        guard check.faults.isEmpty, let customer, let update else {
            return .failure(KYCFaults(check.inOrder(requirements)))
        }
        return .success((customer, update))
    }
}

/// One validation under way: the draft and the faults found so far.
private struct Check {
    let draft: KYCDraft
    var faults: [KYCField: String] = [:]

    typealias Rule<Value> = (String) throws(KYCRule.Violation) -> Value

    mutating func value<Value>(
        _ field: KYCField, limit: Int, form: String? = nil, _ rule: Rule<Value>
    ) -> Value? {
        do throws(KYCRule.Violation) {
            return try rule(try KYCRule.line(draft[field], limit: limit))
        } catch {
            faults[field] = "\(error.text); wanted: \(form ?? field.form)."
            return nil
        }
    }

    mutating func text(_ field: KYCField, _ rule: Rule<String>) -> String? {
        value(field, limit: KYCRule.textLimit, rule)
    }

    mutating func date(_ field: KYCField, _ rule: Rule<CivilDate>) -> CivilDate? {
        value(field, limit: KYCRule.textLimit, rule)
    }

    mutating func link(_ field: KYCField, fileTypes: [String]) -> String? {
        value(field, limit: KYCRule.linkLimit) { text throws(KYCRule.Violation) in
            try KYCRule.link(text, fileTypes: fileTypes)
        }
    }

    /// The extra fields that are filled in, in the configuration's order.
    mutating func additional(
        _ requirements: KYCRequirements?
    ) -> [(name: String, value: Personal)] {
        let typed = draft.fields.dropFirst(KYCField.standard.count).compactMap(\.additionalName)
        let isFilled = { [draft] (name: String) in !draft[.additional(name)].trimmed.isEmpty }
        guard let requirements else {
            return typed.filter(isFilled).compactMap { value(of: $0, isURL: false) }
        }
        let fields = requirements.additionalFields
        for name in typed where isFilled(name) && !fields.contains(where: { $0.name == name }) {
            faults[.additional(name)] =
                "The vendor does not ask this of the customer; leave it out."
        }
        let needsAll = requirements.rule == .allOf
        var given: [(name: String, value: Personal)] = []
        for field in fields where needsAll || field.isRequired || isFilled(field.name) {
            if let pair = value(of: field.name, isURL: field.isURL) { given.append(pair) }
        }
        if case .anyOf(let least) = requirements.rule {
            let wanted = min(least, fields.count)
            let empty = fields.first { !isFilled($0.name) && faults[.additional($0.name)] == nil }
            if let empty, fields.count(where: { isFilled($0.name) }) < wanted {
                let names = fields.map(\.name.printable).joined(separator: ", ")
                faults[.additional(empty.name)] =
                    "Too few are given; wanted: at least \(wanted) of \(names)."
            }
        }
        return given
    }

    private mutating func value(of name: String, isURL: Bool) -> (name: String, value: Personal)? {
        let field = KYCField.additional(name)
        let value =
            isURL
            ? value(field, limit: KYCRule.linkLimit, form: "an https link") {
                text throws(KYCRule.Violation) in try KYCRule.link(text, fileTypes: [])
            }
            : value(field, limit: KYCRule.textLimit) { text throws(KYCRule.Violation) in text }
        return value.map { (name, Personal($0)) }
    }

    /// The faults in the vendor's order, the configuration's extra fields before unasked ones.
    func inOrder(_ requirements: KYCRequirements?) -> [KYCFault] {
        var order = KYCField.standard
        order += requirements?.additionalFields.map { .additional($0.name) } ?? []
        order += draft.fields.filter { !order.contains($0) }
        return order.compactMap { field in
            faults[field].map { KYCFault(field: field, sentence: $0) }
        }
    }
}

extension KYCField {
    fileprivate var additionalName: String? {
        if case .additional(let name) = self { name } else { nil }
    }
}
