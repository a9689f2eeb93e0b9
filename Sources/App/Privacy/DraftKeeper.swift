import Cryptography
import Dashboard
import Domain
import JSON
import Synchronization

/// Keeps forms' drafts sealed in the store: what changes quickly is written once in a while, and
/// everything before the program ends.
actor DraftKeeper {
    private let shelf: any DraftShelf
    private let keys: KeyRing
    private let operatorName: String
    private let report: @Sendable (String) -> Void
    /// What is to be written; nil means that the draft is to be forgotten. Filled from the
    /// thread that takes the keys, so that drafts are kept in the order of typing.
    private let pending = Mutex<[String: FormDraft?]>([:])
    private var isWaiting = false
    private var hasReported = false

    /// The longest time that something typed is in memory alone.
    private static let pause = Duration.milliseconds(200)

    /// A keeper; `report` is told once why nothing can be kept.
    init(
        shelf: any DraftShelf, keys: KeyRing, operatorName: String,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.shelf = shelf
        self.keys = keys
        self.operatorName = operatorName
        self.report = report
    }

    /// What can be found of a draft.
    enum Found: Sendable {
        case nothing
        /// It cannot be opened without the passphrase.
        case sealed
        case draft(FormDraft, savedAt: Timestamp)
    }

    /// Keeps a draft soon.
    nonisolated func keep(_ draft: FormDraft, of subject: String) {
        let isFirst = pending.withLock { pending in
            pending[subject] = .some(draft)
            return pending.count == 1
        }
        if isFirst { Task { await writeSoon() } }
    }

    /// Forgets a draft.
    nonisolated func discard(_ subject: String) {
        let isFirst = pending.withLock { pending in
            pending[subject] = .some(nil)
            return pending.count == 1
        }
        if isFirst { Task { await flush() } }
    }

    /// The draft of a subject.
    func draft(of subject: String) async throws(StoreFailure) -> Found {
        await flush()
        guard let kept = try await shelf.draft(of: subject) else { return .nothing }
        do throws(ProgramFailure) {
            guard var bytes = try keys.open(kept.sealed) else {
                return try keys.canOpen() ? .nothing : .sealed
            }
            defer { bytes.wipe() }
            guard let json = try? JSON(parsing: bytes),
                let draft = FormDraft(keptJSON: json, of: subject)
            else { return .nothing }
            return .draft(draft, savedAt: kept.savedAt)
        } catch {
            tell(error)
            return .nothing
        }
    }

    /// Writes what is waiting, now.
    func flush() async {
        let work = pending.withLock { pending in
            defer { pending = [:] }
            return pending
        }
        for (subject, draft) in work {
            do {
                guard let draft else {
                    try await shelf.discardDraft(of: subject)
                    continue
                }
                var bytes = Array(draft.keptJSON.text().utf8)
                defer { bytes.wipe() }
                try await shelf.keep(
                    SealedDraft(
                        subject: subject, sealed: try keys.seal(bytes),
                        savedAt: SystemClock.now(), operatorName: operatorName))
            } catch let failure as ProgramFailure {
                tell(failure)
            } catch let failure as StoreFailure {
                report("The draft cannot be kept: \(failure.message)")
            } catch {
                report("The draft cannot be kept")
            }
        }
    }

    private func writeSoon() {
        guard !isWaiting else { return }
        isWaiting = true
        Task {
            try? await Task.sleep(for: Self.pause)
            isWaiting = false
            await flush()
        }
    }

    private func tell(_ failure: ProgramFailure) {
        guard !hasReported else { return }
        hasReported = true
        report("Drafts cannot be kept: \(failure.message)")
    }
}
