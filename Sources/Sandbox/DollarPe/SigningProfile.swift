import JSON

/// The ways in which the vendor's own samples write a body before it is signed.
enum SigningProfile: String, CaseIterable {
    /// The webhook page's Python: compact, every level sorted, ASCII alone.
    case compactSorted = "compact_sorted"
    /// The authentication page's Python: the same with spaces.
    case pythonDefault = "python_default"
    case compactSortedUTF8 = "compact_sorted_utf8"
    /// The page's Node: keeps only those members, at every level, that are named at the top (an
    /// array as replacer of `JSON.stringify`).
    case nodeSample = "node_sample"
    /// The page's Java: only the top level sorted.
    case javaSample = "java_sample"

    /// The text that is signed.
    func text(of body: JSON) -> String {
        switch self {
        case .compactSorted: body.text(JSONStyle(sorting: .everyLevel, escapesNonASCII: true))
        case .pythonDefault:
            body.text(JSONStyle(sorting: .everyLevel, isSpaced: true, escapesNonASCII: true))
        case .compactSortedUTF8: body.text(JSONStyle(sorting: .everyLevel))
        case .nodeSample:
            body.keepingMembers(named: Set((body.object ?? []).map(\.name)))
                .text(JSONStyle(sorting: .everyLevel))
        case .javaSample: body.text(JSONStyle(sorting: .topLevel))
        }
    }
}

extension JSON {
    fileprivate func keepingMembers(named names: Set<String>) -> JSON {
        switch self {
        case .object(let members):
            .object(
                members.filter { names.contains($0.name) }
                    .map { Member($0.name, $0.value.keepingMembers(named: names)) })
        case .array(let elements): .array(elements.map { $0.keepingMembers(named: names) })
        default: self
        }
    }
}
