import JSON

/// How a body is written as the text that is signed. The vendor's own samples disagree
/// (docs.dollarpe.xyz, guides/authentication against guides/webhooks); the raw value is the word
/// in the configuration.
public enum SigningProfile: String, CaseIterable, Sendable {
    /// No spaces, every level sorted, `\uXXXX` beyond ASCII: the vendor's verification sample.
    case compactSorted = "compact_sorted"
    /// As Python's `json.dumps(body, sort_keys=True)`.
    case pythonDefault = "python_default"
    /// As `compactSorted` with raw UTF-8.
    case compactSortedUTF8 = "compact_sorted_utf8"
    /// As Node's `JSON.stringify(body, Object.keys(body).sort())`, which leaves out every nested
    /// key that is not also a key of the top level.
    case nodeSample = "node_sample"
    /// As a Java `TreeMap` through Jackson: only the top level is sorted.
    case javaSample = "java_sample"

    /// The text that is signed.
    func signedText(of body: JSON) -> String {
        switch self {
        case .compactSorted:
            body.text(JSONStyle(sorting: .everyLevel, escapesNonASCII: true))
        case .pythonDefault:
            body.text(JSONStyle(sorting: .everyLevel, isSpaced: true, escapesNonASCII: true))
        case .compactSortedUTF8: body.text(JSONStyle(sorting: .everyLevel))
        case .nodeSample: body.keeping(body.sortedNames).text()
        case .javaSample: body.text(JSONStyle(sorting: .topLevel))
        }
    }

    /// The text that is sent: the signed one, but for `nodeSample`, which signs less than the
    /// vendor needs.
    func sentText(of body: JSON) -> String {
        self == .nodeSample ? body.text() : signedText(of: body)
    }
}

extension JSON {
    /// The names of an object as JavaScript sorts them, by UTF-16 units.
    fileprivate var sortedNames: [String] {
        (object ?? []).map(\.name).sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
    }

    /// What JavaScript's array replacer leaves: in every object these names in this order.
    fileprivate func keeping(_ names: [String]) -> JSON {
        switch self {
        case .array(let elements): .array(elements.map { $0.keeping(names) })
        case .object:
            .object(names.compactMap { name in self[name].map { Member(name, $0.keeping(names)) } })
        default: self
        }
    }
}
