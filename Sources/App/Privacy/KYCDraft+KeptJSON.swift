import Domain
import JSON

extension KYCDraft {
    /// The filled fields under the vendor's names, for what is kept sealed.
    var keptJSON: JSON {
        .object(
            fields.filter { !self[$0].isEmpty }
                .map { JSON.Member($0.rawValue, .string(self[$0])) })
    }

    /// Reads what `keptJSON` gave; nil for anything else.
    init?(keptJSON json: JSON) {
        guard let members = json.object else { return nil }
        self.init()
        for member in members {
            if let field = KYCField(rawValue: member.name), let text = member.value.string {
                self[field] = text
            }
        }
    }
}
