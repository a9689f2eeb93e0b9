import Domain
import JSON

extension KYCRequirements {
    /// What `GET /kyc/configuration/{id}` demands. The fields' names are in `options`; their
    /// descriptions share an object with `options` and `rules`. Keys may be missing.
    init(dollarPeConfiguration data: JSON) {
        let types = data["supported_document_types"]?.array ?? []
        let info = data["additional_info_required"]
        let names =
            info?["options"]?.array?.compactMap(\.string)
            ?? info?.object?.map(\.name).filter { $0 != "options" && $0 != "rules" } ?? []
        let fields = names.compactMap { name -> AdditionalField? in
            let plain = VendorText.plain(name)
            guard !plain.isEmpty else { return nil }
            return AdditionalField(
                name: plain, isURL: info?[name]?["type"]?.string == "url",
                isRequired: info?[name]?["required"]?.bool ?? false)
        }
        var rule = Rule.allOf
        if info?["rules"]?["type"]?.string == "anyOf" {
            let least = info?["rules"]?["min_required"]?.integer ?? 1
            rule = .anyOf(atLeast: min(max(0, least), fields.count))
        }
        self.init(
            documentTypes: types.compactMap(\.plainText), additionalFields: fields, rule: rule)
    }
}
