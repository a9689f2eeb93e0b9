import HTTP
import JSON

/// What DollarPe says of a failed call: a `message`, and `errors` as a map from field to texts or,
/// on a 500, as a text.
struct DollarPeError {
    /// The field names and their texts, or the message.
    let detail: String?
    /// Whether the signature was refused.
    let isAboutSignature: Bool
    /// Whether the customer is unknown or another organisation's, which the vendor says with 400.
    let isAboutCustomer: Bool
    /// Whether a customer had all the corrections that there are.
    let isAboutLimit: Bool

    init(_ body: JSON?) {
        let message = body?["message"]?.string
        let errors = body?["errors"]
        var lines: [String] = []
        var texts = [message ?? ""]
        for member in errors?.object ?? [] {
            let own = member.value.array?.compactMap(\.string) ?? [member.value.string ?? ""]
            texts += own
            lines.append("\(member.name): \(own.joined(separator: " "))")
        }
        if let text = errors?.string {
            texts.append(text)
            lines.append(text)
        }
        let lowered = texts.map { $0.lowercased() }
        detail = lines.isEmpty ? message : lines.joined(separator: "; ")
        isAboutSignature = lowered.contains { $0.contains("invalid signature") }
        isAboutLimit = lowered.contains { $0.contains("limit exceeded") }
        isAboutCustomer = lowered.contains { $0.contains("customer not found") }
    }
}
