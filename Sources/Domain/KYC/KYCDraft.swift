/// A KYC submission as somebody typed it: every field is text and may be wrong or missing.
///
/// Printing it gives the masked form.
public struct KYCDraft: Equatable, Sendable {
    private var texts: [KYCField: String] = [:]
    private var additionalNames: [String] = []

    /// A draft with nothing in it.
    public init() {}

    /// What was typed into a field; empty when nothing was.
    public subscript(field: KYCField) -> String {
        get { texts[field] ?? "" }
        set {
            if case .additional(let name) = field, !additionalNames.contains(name) {
                additionalNames.append(name)
            }
            texts[field] = newValue
        }
    }

    /// The fields: the standard ones in the vendor's order, then the extra ones as they came.
    public var fields: [KYCField] {
        KYCField.standard + additionalNames.map(KYCField.additional)
    }
}

extension KYCDraft: CustomStringConvertible, CustomReflectable {
    /// The masked form.
    public var description: String {
        "KYCDraft(" + filled.map { "\($0.name): \($0.masked(self[$0]))" }.joined(separator: ", ")
            + ")"
    }

    /// The masked fields, so that `dump` shows no more than `description`.
    public var customMirror: Mirror {
        Mirror(self, children: filled.map { (label: $0.name, value: $0.masked(self[$0])) })
    }

    private var filled: [KYCField] { fields.filter { !self[$0].isEmpty } }
}
