import Domain
import JSON

/// What DollarPe says of a failed call: a `message`, and `errors` as a map from field to texts or,
/// on a 500, as a text.
struct DollarPeError {
    /// The field names and their texts, or the message.
    let detail: String?
    /// The texts by field; those of nested fields under their names joined by dots.
    let refusals: [CheckFailure.Refusal]
    /// Whether the signature was refused.
    let isAboutSignature: Bool
    /// Whether the customer is unknown or another organisation's, which the vendor says with 400.
    let isAboutCustomer: Bool
    /// Whether a customer had all the corrections that there are.
    let isAboutLimit: Bool

    init(_ body: JSON?) {
        let message = body?["message"]?.string
        let errors = body?["errors"]
        var refusals = Self.refusals(errors, of: "")
        var lines = refusals.map { "\($0.field): \($0.text)" }
        var texts = [message ?? ""] + refusals.map(\.text)
        if let text = errors?.string {
            texts.append(text)
            lines.append(text)
        }
        for text in texts {
            guard let field = Self.subjects[text.lowercased().trimmingSuffix(".")],
                !refusals.contains(where: { $0.field == field })
            else { continue }
            refusals.append(.init(field: field, text: text))
        }
        self.refusals = refusals
        let lowered = texts.map { $0.lowercased() }
        detail = lines.isEmpty ? message : lines.joined(separator: "; ")
        isAboutSignature = lowered.contains { $0.contains("invalid signature") }
        isAboutLimit = lowered.contains { $0.contains("limit exceeded") }
        isAboutCustomer = lowered.contains { $0.contains("customer not found") }
    }

    /// The fields of which the vendor's tables speak in a sentence without their name.
    private static let subjects = [
        "email already in use": "email", "phone already in use": "phone",
        "invalid country code": "alpha_3_country_code",
        "client reference id already exists": "client_reference_id",
    ]

    private static func refusals(_ errors: JSON?, of parent: String) -> [CheckFailure.Refusal] {
        (errors?.object ?? []).flatMap { member -> [CheckFailure.Refusal] in
            let name = parent.isEmpty ? member.name : "\(parent).\(member.name)"
            if member.value.object != nil { return refusals(member.value, of: name) }
            let texts = member.value.array?.compactMap(\.string) ?? [member.value.string ?? ""]
            return [.init(field: name, text: texts.joined(separator: " "))]
        }
    }
}

extension String {
    /// The text without this at its end.
    fileprivate func trimmingSuffix(_ suffix: Character) -> String {
        last == suffix ? String(dropLast()) : self
    }
}
