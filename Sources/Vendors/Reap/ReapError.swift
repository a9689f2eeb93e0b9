import JSON

/// What Reap says of a failed call: `{code, message, parameter}`, of which each may be absent,
/// `{code, missing, invalid}`, or `{error}`.
struct ReapError {
    /// The ten digits, or a word.
    let code: String?
    /// The message, with the parameter it is about.
    let detail: String?
    /// Whether it is the API key that is missing or wrong, which some routes say with 400.
    let isAboutKey: Bool

    init(_ body: JSON?) {
        code = body?["code"]?.plainText
        var detail = body?["message"]?.string ?? body?["error"]?.string
        for name in ["missing", "invalid"] {
            let fields = (body?[name]?.array ?? []).prefix(10).compactMap(\.plainText)
            if !fields.isEmpty {
                let list = "\(name): \(fields.joined(separator: ", "))"
                detail = detail.map { "\($0); \(list)" } ?? list
            }
        }
        if let field = body?["parameter"]?.plainText, let text = detail, !text.contains(field) {
            detail = "\(text) (\(field))"
        }
        isAboutKey =
            code == "0501001400" || code == "0000000100"
            || detail?.lowercased().hasPrefix("invalid authorization") == true
        self.detail = detail
    }
}
