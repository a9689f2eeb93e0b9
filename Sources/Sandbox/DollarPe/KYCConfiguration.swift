import JSON

/// Which documents and further fields a customer needs (page "kyc/configuration").
struct KYCConfiguration: Sendable {
    static let documentTypes = ["AADHAAR", "PASSPORT", "VOTER_ID", "DRIVING_LICENSE"]

    /// The further fields' names.
    let options: [String]
    /// How many of them are needed.
    let least: Int

    /// A third of the customers each: two fields, one of two, none.
    init(customer index: Int) {
        options = index % 3 == 2 ? [] : ["income_range", "profession"]
        least = [2, 1, 0][index % 3]
    }

    var json: JSON {
        var required: [JSON.Member] = [
            JSON.Member("options", .array(options.map(JSON.string))),
            JSON.Member(
                "rules",
                [
                    "type": .string(least < options.count ? "anyOf" : "allOf"),
                    "min_required": .integer(least),
                ]),
        ]
        for name in options {
            required.append(
                JSON.Member(name, ["type": "string", "required": .bool(least == options.count)]))
        }
        return [
            "supported_document_types": .array(Self.documentTypes.map(JSON.string)),
            "additional_info_required": .object(required),
        ]
    }
}
