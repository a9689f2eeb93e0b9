import Domain

extension KYCForm {
    /// Takes what the vendor said against single fields and goes to the first of them.
    mutating func take(_ refusals: [CheckFailure.Refusal]) {
        refused = refusals.reduce(into: [:]) { refused, refusal in
            guard let field = fields.first(where: { $0.isMeant(by: refusal.field) }) else { return }
            refused[field] = VendorRefusal(
                value: Personal(text(of: field)), sentence: "DollarPe: \(refusal.text)")
        }
        focus = fields.first { refused[$0] != nil }.map(Focus.field) ?? .review
    }
}

extension KYCField {
    /// Whether a vendor's message means this field by a name: its own, with or without the object
    /// that it is inside of, or that object's where it is the only field in it. Names of what is
    /// inside a field mean the field.
    fileprivate func isMeant(by name: String) -> Bool {
        if name == rawValue || name == self.name || name.hasPrefix(rawValue + ".") { return true }
        switch self {
        case .customerID: return name == "customer"
        case .documentNumber: return name == "document_details"
        case .additional(let own): return name == own
        default: return false
        }
    }
}
