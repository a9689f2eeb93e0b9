import Dashboard
import Domain
import Polling
import Store

/// Does in the world what the dashboard asks for and posts what came of it.
///
/// What concerns the terminal itself (quit, suspend, copy, repaint) is the loop's.
struct EffectRunner: Sendable {
    var store: SQLiteStore
    var poller: Poller
    var follower: StoreFollower
    var desks: VendorDesks
    var inbox: Inbox<Event>
    var operatorName: String
    /// The account of the operating system.
    var login: String
    var gate: WriteGate
    var directories: BaseDirectories
    var drafts: DraftKeeper
    /// The files of submissions that were looked at.
    let batches = RunningBatches()
    var keys: KeyRing

    /// Starts on an effect; true when it was one of this runner's.
    func start(_ effect: Effect) -> Bool {
        switch effect {
        case .check(let keys): run { await poller.check(keys) }
        case .track(let key, let label): run { await track(key, label: label) }
        case .untrack(let key): run { await untrack(key) }
        case .note(let key, let text): run { await note(text, on: key) }
        case .loadRequirements(let customer): run { await loadRequirements(of: customer) }
        case .submit(let submission): run { await submit(submission) }
        case .startReport(let order): run { await startReport(on: order) }
        case .fetchResult(let key): run { await fetchResult(of: key) }
        case .acknowledge(let alerts): run { await note(AlertRecord.acknowledged(alerts)) }
        case .mute(let until): run { await note(AlertRecord.muted(until: until)) }
        case .correct(let update, let customer): run { await correct(update, of: customer) }
        case .make(let record): run { await make(record) }
        case .loadArticles(let state): run { await loadArticles(of: state) }
        case .countCorrections(let customer): run { await countCorrections(of: customer) }
        case .loadHistory(let key): run { await loadHistory(of: key) }
        case .listFolder(let folder): run { listFolder(folder) }
        case .checkUpload(let kind, let path): run { await checkUpload(kind, path: path) }
        case .submitFile(let path, let digest):
            run { await submitFile(path: path, digest: digest) }
        case .stopSubmitting(let digest): batches.stop(digest)
        case .upload(let kind, let path, let digest):
            run { await upload(kind, path: path, digest: digest) }
        case .readPaste(let text, let sort):
            inbox.post(.pasteRead(PastedForm(text, into: sort)))
        case .keepDraft(let draft, let subject): drafts.keep(draft, of: subject)
        case .loadDraft(let subject): run { await loadDraft(of: subject) }
        case .discardDraft(let subject): drafts.discard(subject)
        case .noteReveal(let field, let key): run { await noteReveal(of: field, key) }
        case .reveal(let field, let key): run { await reveal(field, of: key) }
        case .lock(let isAutomatic): lock(isAutomatic: isAutomatic)
        case .unlock(let passphrase): run { await unlock(passphrase) }
        case .pausePolling(let isPaused): run { await poller.setPaused(isPaused) }
        case .alert, .copy, .repaint, .suspend, .quit: return false
        }
        return true
    }

    /// Takes in everything that another process changed in the store.
    func reload() async {
        if let items = await load() { await poller.replaceAll(items) }
    }

    /// Shows what the store says is tracked and gives it; nil when the store cannot say.
    func load() async -> [TrackedItem]? {
        do throws(StoreFailure) {
            try await store.forgetChanges()
            let items = try await store.items(includingUntracked: false) { [inbox] in
                inbox.post(.itemsRead($0))
            }
            inbox.post(.notesFound(try await store.notedItems()))
            inbox.post(.itemsLoaded(items))
            inbox.post(.activityLoaded(try await store.activity(limit: 500)))
            return items
        } catch {
            notice(error.message, isFault: true)
            return nil
        }
    }

    private func loadHistory(of key: ItemKey) async {
        do throws(StoreFailure) {
            inbox.post(.historyLoaded(key, try await store.history(of: key)))
            inbox.post(.notesLoaded(key, try await store.notes(of: key)))
        } catch {
            notice(error.message, isFault: true)
        }
    }

    /// Takes in from now on what other processes write.
    func followOthers() async {
        await store.watch { [follower] in Task { await follower.follow() } }
    }

    /// Lets what the operator has before the eyes go first.
    func look(at key: ItemKey?) { poller.look(at: key) }

    /// Asks about every customer for whom a submission or correction of unknown outcome is noted.
    func lookUpUnknownSubmissions() async {
        do throws(StoreFailure) {
            _ = try await store.abandonedSubmissions(at: SystemClock.now())
            let records = try await store.submissions(forCustomer: nil)
            for record in records where record.outcome == .unknown {
                guard let key = ItemKey(kind: .kyc, id: record.customerID) else { continue }
                await watch(key)
            }
            let writes = try await store.openWrites(at: SystemClock.now())
            for write in writes where write.sort == .correction && write.outcome == .unknown {
                guard let key = ItemKey(kind: .kyc, id: write.target) else { continue }
                await watch(key, untilKnownOf: write.begunAt)
            }
        } catch {
            notice(error.message, isFault: true)
        }
    }

    func run(_ work: @escaping @Sendable () async -> Void) {
        Task.detached { await work() }
    }

    func notice(_ text: String, isFault: Bool = false) {
        inbox.post(.noticed(Notice(text, isFault: isFault)))
    }

    private func track(_ key: ItemKey, label: String?) async {
        do throws(StoreFailure) {
            let tracking = try await store.track(
                key, label: label, at: SystemClock.now(), by: operatorName)
            let items = try await store.items(includingUntracked: false)
            if let item = items.first(where: { $0.key == key }) {
                await poller.add(item)
                inbox.post(.itemChanged(item))
            }
            inbox.post(.activityLoaded(try await store.activity(limit: 500)))
            notice(
                tracking == .added
                    ? "Tracking \(label ?? key.shortID)"
                    : "\(label ?? key.shortID) is tracked already")
        } catch {
            notice(error.message, isFault: true)
        }
    }

    private func untrack(_ key: ItemKey) async {
        do throws(StoreFailure) {
            _ = try await store.untrack(key, at: SystemClock.now(), by: operatorName)
            await poller.remove(key)
            inbox.post(.itemRemoved(key))
            inbox.post(.activityLoaded(try await store.activity(limit: 500)))
            notice("No longer tracking \(key.shortID); its history stays")
        } catch {
            notice(error.message, isFault: true)
        }
    }

    private func loadRequirements(of customer: String) async {
        guard let vendor = desks.submissions?.vendor else { return }
        do throws(CheckFailure) {
            let requirements = try await vendor.requirements(forCustomer: customer)
            inbox.post(.requirementsArrived(customer: customer, .success(requirements)))
        } catch {
            inbox.post(.requirementsArrived(customer: customer, .failure(error)))
        }
    }

    private func submit(_ submission: KYCSubmission) async {
        guard let submissions = desks.submissions else {
            inbox.post(.submissionSettled(customer: submission.customerID, .notConfigured))
            return
        }
        if gate.needsFourEyes {
            await prepare(
                .submissions([.init(place: "", submission: submission)], again: false),
                of: submission.customerID, draft: "submission:\(submission.customerID)")
            return
        }
        let dispatch = await submissions.submit(submission)
        for entry in dispatch.entries { inbox.post(.activityHappened(entry)) }
        if case .accepted = dispatch.outcome {
            drafts.discard("submission:\(submission.customerID)")
        }
        inbox.post(.submissionSettled(customer: submission.customerID, dispatch.answer))
        if case .rejected = dispatch.answer { return }
        guard let key = ItemKey(kind: .kyc, id: submission.customerID) else { return }
        await watch(key)
    }

    /// Watches an item if it is not watched yet, and asks about it soon.
    func watch(_ key: ItemKey) async {
        let items = (try? await store.items(includingUntracked: false)) ?? []
        if !items.contains(where: { $0.key == key }) { await track(key, label: nil) }
        await poller.check([key])
    }

    private func fetchResult(of key: ItemKey) async {
        let (poller, inbox) = (poller, inbox)
        var results = desks.results
        results.counted = { item in
            for item in await poller.learn([item]) { inbox.post(.itemChanged(item)) }
        }
        let (notice, entry) = await results.keep(key)
        if let entry { inbox.post(.activityHappened(entry)) }
        inbox.post(.noticed(notice))
    }

    /// Adds to the activity record what the operator did about alerts.
    private func note(_ entries: [ActivityEntry]) async {
        for entry in entries {
            var entry = entry
            entry.operatorName = operatorName
            do throws(StoreFailure) {
                try await store.append(entry)
                inbox.post(.activityHappened(entry))
            } catch {
                notice(error.message, isFault: true)
                return
            }
        }
    }

    private func startReport(on order: ItemKey) async {
        defer { inbox.post(.reportSettled(order)) }
        guard let reports = desks.reports else { return }
        let reporting = Reporting(
            desk: reports, store: store, operatorName: operatorName, gate: gate)
        do throws(ProgramFailure) {
            let report = try await reporting.start(on: order)
            await track(report, label: "Report on \(order.shortID)")
        } catch {
            notice("No report: \(error.message)", isFault: true)
        }
    }
}
