import Domain
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
    /// A file is held in memory while it is fetched; a larger one is refused.
    private static let sizeLimit = 256 << 20

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
    func fetch() async throws(ProgramFailure) -> ResultFile {
        let file: ResultFile?
        do throws(CheckFailure) {
            file = try await desk.result(of: item.key, sizeLimit: Self.sizeLimit)
        } catch {
            var failure = ProgramFailure(error, command: command, about: item.key)
            // A lapsed link says nothing against the credentials: it has a hint of its own.
            if error.reason == .auth, error.hint != CheckFailure(.auth, message: "").hint {
                failure.status = .vendor
            }
            throw failure
        }
        if let file { return file }
        if item.state == .failed {
            throw ProgramFailure(
                .workFailed, "\(command): \(item.key): it failed, and the vendor made no file",
                hint: "vigil show \(item.key) says why")
        }
        throw ProgramFailure(
            .workFailed, "\(command): \(item.key): the vendor has no file of it yet",
            hint: "vigil wait \(item.key) waits until it is final")
    }

    /// Notes the download, and what the file of a Deepvue batch tells of its rows: the vendor's
    /// status call has no counts. Gives the item as it is now.
    func note(_ file: ResultFile) async throws(ProgramFailure) -> TrackedItem {
        let now = SystemClock.now()
        let entry = ActivityEntry(
            at: now, event: .downloaded, key: item.key,
            text: "the result file of \(PlainText.of(item.name)) was downloaded",
            operatorName: operatorName)
        do throws(StoreFailure) {
            try await store.append(entry)
            return try await store.keepCounts(of: file, for: item.key) ?? item
        } catch {
            throw ProgramFailure(error)
        }
    }
}
