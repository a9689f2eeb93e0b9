import JSON

/// The checks of an add-kyc-data body, with the texts of Django REST framework that the vendor
/// answers with.
struct KYCBody {
    let json: JSON
    /// What the customer needs beyond the fixed fields; nil while nobody knows who it is.
    let requirements: KYCConfiguration?

    typealias Fault = (field: String, text: String)

    private static let required = "This field is required."

    /// Every fault, in the order of the vendor's page.
    var faults: [Fault] {
        var faults: [Fault] = []
        for name in ["full_name", "full_address"] { faults += text(name) }
        faults += text("phone", isRequired: false)
        for name in ["dob", "registered_date"] { faults += date(name) }
        faults += text("tax_number", isRequired: false)
        faults += choice("document_type", of: KYCConfiguration.documentTypes)
        for name in ["document_front_image_url", "document_back_image_url", "selfie_url"] {
            faults += url(name)
        }
        faults += documentDetails
        faults += flag("selfie_verification_status")
        return faults + additionalInfo
    }

    /// The document and the tax number: what a second customer may not use.
    var documentNumber: String { json["document_details"]?["document_number"]?.string ?? "" }
    var documentType: String { json["document_type"]?.string ?? "" }
    var taxNumber: String { json["tax_number"]?.string ?? "" }

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

    /// DD-MM-YYYY.
    private func date(_ name: String) -> [Fault] {
        let faults = text(name)
        guard faults.isEmpty, let text = json[name]?.string else { return faults }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        let isDate =
            parts.map(\.utf8.count) == [2, 2, 4] && numbers.count == 3
            && (1...31).contains(numbers[0]) && (1...12).contains(numbers[1])
        return isDate
            ? []
            : [(name, "Date has wrong format. Use one of these formats instead: DD-MM-YYYY.")]
    }

    private func choice(_ name: String, of choices: [String]) -> [Fault] {
        let faults = text(name)
        guard faults.isEmpty, let text = json[name]?.string else { return faults }
        return choices.contains(text) ? [] : [(name, "\"\(text)\" is not a valid choice.")]
    }

    private func url(_ name: String) -> [Fault] {
        let faults = text(name)
        guard faults.isEmpty, let text = json[name]?.string else { return faults }
        return text.hasPrefix("https://") || text.hasPrefix("http://")
            ? [] : [(name, "Enter a valid URL.")]
    }

    private func flag(_ name: String) -> [Fault] {
        guard let value = json[name] else { return [(name, Self.required)] }
        return value.bool == nil ? [(name, "Must be a valid boolean.")] : []
    }

    private var documentDetails: [Fault] {
        guard let details = json["document_details"] else {
            return [("document_details", Self.required)]
        }
        guard details.object != nil else {
            return [("document_details", "Expected a dictionary of items.")]
        }
        return text(details["document_number"], "document_number")
    }

    private var additionalInfo: [Fault] {
        guard let requirements else { return [] }
        let info = json["additional_info"]
        let missing = requirements.options.filter { info?[$0]?.string?.isEmpty ?? true }
        let given = requirements.options.count - missing.count
        return given >= requirements.least ? [] : missing.map { ($0, Self.required) }
    }
}
