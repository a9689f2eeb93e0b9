import Dashboard
import Domain
import JSON

extension FormDraft {
    /// The filled fields under the vendors' names, for what is kept sealed.
    var keptJSON: JSON {
        switch self {
        case .kyc(let draft): draft.keptJSON
        case .record(let draft): draft.keptJSON
        case .upload(let kind, let path):
            ["kind": .string(kind.rawValue), "path": .string(path.revealed())]
        }
    }

    /// Reads what `keptJSON` gave for a form's subject; nil for anything else.
    init?(keptJSON json: JSON, of subject: String) {
        let form = subject.prefix { $0 != ":" }
        if let sort = NewRecord.Sort(rawValue: String(form)) {
            self = .record(RecordDraft(sort, keptJSON: json))
        } else if form == "upload" {
            guard let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)),
                let path = json["path"]?.string
            else { return nil }
            self = .upload(kind, path: Personal(path))
        } else {
            guard let draft = KYCDraft(keptJSON: json) else { return nil }
            self = .kyc(draft)
        }
    }
}
