import Domain
import Glibc
import Store

/// Fetches the result file of one item, and notes afterwards that it was fetched.
struct Fetching {
    /// The command that fetches, for messages.
    var command: String
    /// The item.
    var item: TrackedItem
    /// The item's vendor.
    var desk: any ResultDesk
    /// Where it is noted.
    var store: SQLiteStore
    /// Who fetches.
    var operatorName: String

    /// Kinds whose finished work comes with a file.
    static let kinds: [Kind] = [.deepvue, .report]

    /// The desk of an item's vendor.
    init(
        _ item: TrackedItem, vendors: VendorSet, in session: CommandSession
    ) throws(ProgramFailure) {
        command = session.invocation.command
        guard let desk = vendors.clients[item.key.kind.vendor] as? any ResultDesk else {
            throw ProgramFailure(
                .usage, "\(command): \(item.key.kind.vendor.title) has no result files")
        }
        self.item = item
        self.desk = desk
        store = session.store
        operatorName = session.invocation.operatorName
    }

    /// Asks for a fresh link and fetches the file.
    func fetch(into draft: ResultDraft) async throws(ProgramFailure) {
        let isThere: Bool
        do throws(CheckFailure) {
            isThere = try await desk.result(of: item.key, into: { draft.take($0) })
        } catch {
            if let fault = draft.fault {
                throw ProgramFailure(
                    .refused,
                    "\(command): the file cannot be kept: \(String(cString: strerror(fault)))")
            }
            var failure = ProgramFailure(error, command: command, about: item.key)
            // A lapsed link says nothing against the credentials: it has a hint of its own.
            if error.reason == .auth, error.hint != CheckFailure(.auth, message: "").hint {
                failure.status = .vendor
            }
            throw failure
        }
        if isThere { return }
        if item.state == .failed {
            throw ProgramFailure(
                .workFailed, "\(command): \(item.key): it failed, and the vendor made no file",
                hint: "vigil show \(item.key) says why")
        }
        throw ProgramFailure(
            .workFailed, "\(command): \(item.key): the vendor has no file of it yet",
            hint: "vigil wait \(item.key) waits until it is final")
    }

    /// Notes what was downloaded and to where, and what the file of a Deepvue batch tells of its
    /// rows: the vendor's status call has no counts. Gives the item as it is now.
    func note(_ draft: ResultDraft, at path: String?) async throws(ProgramFailure) -> TrackedItem {
        let record = FetchRecord(
            key: item.key, at: SystemClock.now(), operatorName: operatorName,
            digest: draft.digest, size: draft.size, path: path)
        do throws(StoreFailure) {
            try await store.noteFetched(record)
            return try await store.keepCounts(draft.rows, for: item.key) ?? item
        } catch {
            throw ProgramFailure(error)
        }
    }
}
