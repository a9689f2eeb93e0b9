/// What somebody typed and did not send yet, sealed: nothing of it can be read here.
public struct SealedDraft: Equatable, Sendable {
    /// What it is a draft of, such as `submission:` and the customer's id.
    public var subject: String
    /// The sealed content, printable.
    public var sealed: String
    /// When it was last changed.
    public var savedAt: Timestamp
    /// Who typed it.
    public var operatorName: String?

    /// A draft.
    public init(subject: String, sealed: String, savedAt: Timestamp, operatorName: String?) {
        self.subject = subject
        self.sealed = sealed
        self.savedAt = savedAt
        self.operatorName = operatorName
    }
}

/// Where drafts are kept, one for each subject.
public protocol DraftShelf: Sendable {
    /// Keeps a draft in the place of an earlier one.
    func keep(_ draft: SealedDraft) async throws(StoreFailure)

    /// The draft of a subject.
    func draft(of subject: String) async throws(StoreFailure) -> SealedDraft?

    /// Every draft, the latest first.
    func drafts() async throws(StoreFailure) -> [SealedDraft]

    /// Forgets the draft of a subject, if there is one.
    func discardDraft(of subject: String) async throws(StoreFailure)
}
