import JSON

/// The checks of a request's body, with the texts of Django REST framework that the vendor
/// answers with. Each check gives the faults of its fields, in the order of the vendor's page.
struct KYCBody {
    let json: JSON
    let faults: Faults

    typealias Fault = (field: String, text: String)

    static let required = "This field is required."

    // MARK: Whole bodies

    /// add-kyc-data; without requirements while nobody knows who it is.
    func submission(_ requirements: KYCConfiguration?) -> [Fault] {
        text("full_name") + text("full_address")
            + text("phone", isRequired: faults.has(.dollarpePhoneRequired))
            + date("dob") + date("registered_date")
            + text("tax_number", isRequired: faults.has(.dollarpeTaxRequired))
            + document + url("selfie_url") + flag("selfie_verification_status")
            + additionalInfo(requirements, isRequired: false)
    }

    /// One of the four updates.
    func update(_ kind: KYCUpdate, _ requirements: KYCConfiguration) -> [Fault] {
        switch kind {
        case .document: text("full_address") + document
        case .tax: text("tax_number") + taxForm
        case .selfie: url("selfie_url")
        case .additional: additionalInfo(requirements, isRequired: true)
        }
    }

    /// customer/create.
    var person: [Fault] {
        text("full_name") + email + phone
            + country("alpha_3_country_code") + text("client_reference_id", isRequired: false)
            + (json["non_residence_status"] == nil ? [] : flag("non_residence_status"))
            + (json["residence_alpha_3_country_code"] == nil
                ? [] : country("residence_alpha_3_country_code"))
    }

    /// The document and the tax number: what a second customer may not use.
    var documentNumber: String? { json["document_details"]?["document_number"]?.string }
    var documentType: String? { json["document_type"]?.string }
    var taxNumber: String? { json["tax_number"]?.string }

    // MARK: Fields

    private func text(_ name: String, isRequired: Bool = true) -> [Fault] {
        text(json[name], name, isRequired: isRequired)
    }

    private func text(_ value: JSON?, _ name: String, isRequired: Bool = true) -> [Fault] {
        guard let value else { return isRequired ? [(name, Self.required)] : [] }
        if value.isNull { return [(name, "This field may not be null.")] }
        guard let text = value.string else { return [(name, "Not a valid string.")] }
        guard text.contains(where: { !$0.isWhitespace }) else {
            return [(name, "This field may not be blank.")]
        }
        guard text.unicodeScalars.count <= 255 || name.hasSuffix("_url") else {
            return [(name, "Ensure this field has no more than 255 characters.")]
        }
        return []
    }

    /// The faults of a text, or that it has not the right form.
    private func text(_ name: String, or wrong: String, _ isRight: (String) -> Bool) -> [Fault] {
        let faults = text(name)
        guard faults.isEmpty, let text = json[name]?.string else { return faults }
        return isRight(text) ? [] : [(name, wrong)]
    }

    /// DD-MM-YYYY.
    private func date(_ name: String) -> [Fault] {
        text(name, or: "Date has wrong format. Use one of these formats instead: DD-MM-YYYY.") {
            let parts = $0.split(separator: "-", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { Int($0) }
            return parts.map(\.utf8.count) == [2, 2, 4] && numbers.count == 3
                && (1...31).contains(numbers[0]) && (1...12).contains(numbers[1])
        }
    }

    private func url(_ name: String) -> [Fault] {
        text(name, or: "Enter a valid URL.") {
            $0.hasPrefix("https://") || $0.hasPrefix("http://")
        }
    }

    private func country(_ name: String) -> [Fault] {
        text(name, or: "Invalid country code") {
            $0.utf8.count == 3 && $0.utf8.allSatisfy { (65...90).contains($0) }
        }
    }

    private var email: [Fault] {
        text("email", or: "Enter a valid email address.") {
            let sides = $0.split(separator: "@", omittingEmptySubsequences: false)
            return sides.count == 2 && !sides[0].isEmpty && sides[1].contains(".")
                && !$0.contains(where: \.isWhitespace)
        }
    }

    /// Ten digits, `+91` before them or not.
    private var phone: [Fault] {
        guard json["phone"] != nil else { return text("phone") }
        return text("phone", or: "Enter a valid phone number.") {
            let digits = $0.hasPrefix("+91") ? $0.dropFirst(3) : $0[...]
            return digits.utf8.count == 10 && digits.utf8.allSatisfy { (48...57).contains($0) }
        }
    }

    /// Five letters, four digits, a letter.
    private var taxForm: [Fault] {
        guard let number = taxNumber, text("tax_number").isEmpty else { return [] }
        let letters = Set<UInt8>(65...90)
        let digits = Set<UInt8>(48...57)
        let bytes = Array(number.utf8)
        let isGood =
            bytes.count == 10 && letters.isSuperset(of: bytes[..<5])
            && digits.isSuperset(of: bytes[5..<9]) && letters.contains(bytes[9])
        return isGood ? [] : [("tax_number", "Enter a valid value.")]
    }

    private func flag(_ name: String) -> [Fault] {
        guard let value = json[name] else { return [(name, Self.required)] }
        return value.bool == nil ? [(name, "Must be a valid boolean.")] : []
    }

    private var document: [Fault] {
        let type = json["document_type"]?.string ?? ""
        let faults =
            text("document_type", or: "\"\(type)\" is not a valid choice.") {
                KYCConfiguration.documentTypes.contains($0)
            } + url("document_front_image_url") + url("document_back_image_url")
        guard let details = json["document_details"] else {
            return faults + [("document_details", Self.required)]
        }
        guard details.object != nil else {
            return faults + [("document_details", "Expected a dictionary of items.")]
        }
        return faults + text(details["document_number"], "document_number")
    }

    private func additionalInfo(_ requirements: KYCConfiguration?, isRequired: Bool) -> [Fault] {
        guard let info = json["additional_info"] else {
            let isNeeded = isRequired || (requirements?.least ?? 0) > 0
            return requirements != nil && isNeeded ? [("additional_info", Self.required)] : []
        }
        guard let requirements else { return [] }
        let missing = requirements.options.filter { info[$0]?.string?.isEmpty ?? true }
        let given = requirements.options.count - missing.count
        return given >= requirements.least ? [] : missing.map { ($0, Self.required) }
    }
}
