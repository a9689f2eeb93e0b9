public import Domain

/// What was typed into a form and is kept sealed until it is sent or thrown away. Printing it
/// shows none of it.
public enum FormDraft: Equatable, Sendable {
    /// A submission or a correction.
    case kyc(KYCDraft)
    /// A customer or an order of stamps.
    case record(RecordDraft)
    /// Which file was to be uploaded, and what it makes.
    case upload(Kind, path: Personal)
}

/// Whose fields a paste may fill.
public enum FormSort: Equatable, Sendable {
    case kyc(KYCForm.Purpose)
    case record(NewRecord.Sort)
}

/// What is to be kept of a form that is being edited.
struct KeptForm: Equatable {
    /// What it is kept under.
    var subject: String
    /// What was typed; nil when that is nothing.
    var draft: FormDraft?

    /// What has to be kept or forgotten after a form changed; nothing when it was or is no longer
    /// edited. A draft moves along with its subject.
    static func effects(_ before: KeptForm?, _ after: KeptForm?) -> [Effect] {
        guard let before, let after, before != after else { return [] }
        guard before.subject != after.subject else {
            return [
                after.draft.map { .keepDraft($0, subject: after.subject) }
                    ?? .discardDraft(subject: after.subject)
            ]
        }
        guard let draft = after.draft else { return [.loadDraft(subject: after.subject)] }
        return [
            .discardDraft(subject: before.subject), .keepDraft(draft, subject: after.subject),
        ]
    }
}

extension Notice {
    /// Said when a form closes with something in it.
    static let draftIsKept = Notice(
        "What was typed is kept as a draft; the same key goes on with it.")
    /// Said when it was thrown away.
    static let draftIsDiscarded = Notice("The draft is discarded.")
}
