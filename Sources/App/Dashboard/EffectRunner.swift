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
    var submissions: SubmissionDesk?
    var reports: (any ReportDesk)?
    var inbox: Inbox<Event>
    var operatorName: String
    var mayWrite: Bool

    /// Starts on an effect; true when it was one of this runner's.
    func start(_ effect: Effect) -> Bool {
        switch effect {
        case .check(let keys): run { await poller.check(keys) }
        case .track(let key, let label): run { await track(key, label: label) }
        case .untrack(let key): run { await untrack(key) }
        case .loadRequirements(let customer): run { await loadRequirements(of: customer) }
        case .submit(let submission): run { await submit(submission) }
        case .startReport(let order): run { await startReport(on: order) }
        case .pausePolling(let isPaused): run { await poller.setPaused(isPaused) }
        case .copy, .repaint, .suspend, .quit: return false
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
            let items = try await store.items(includingUntracked: false)
            inbox.post(.itemsLoaded(items))
            inbox.post(.activityLoaded(try await store.activity(limit: 500)))
            return items
        } catch {
            notice(error.message, isFault: true)
            return nil
        }
    }

    /// The same when another process wrote since the last look.
    func reloadIfChangedElsewhere() async {
        if (try? await store.wasChangedElsewhere()) == true { await reload() }
    }

    /// Asks about every customer for whom a submission of unknown outcome is noted.
    func lookUpUnknownSubmissions() async {
        do throws(StoreFailure) {
            _ = try await store.abandonedSubmissions(at: SystemClock.now())
            let records = try await store.submissions(forCustomer: nil)
            for record in records where record.outcome == .unknown {
                guard let key = ItemKey(kind: .kyc, id: record.customerID) else { continue }
                await watch(key)
            }
        } catch {
            notice(error.message, isFault: true)
        }
    }

    private func run(_ work: @escaping @Sendable () async -> Void) {
        Task.detached { await work() }
    }

    private func notice(_ text: String, isFault: Bool = false) {
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
        guard let vendor = submissions?.vendor else { return }
        do throws(CheckFailure) {
            let requirements = try await vendor.requirements(forCustomer: customer)
            inbox.post(.requirementsArrived(customer: customer, .success(requirements)))
        } catch {
            inbox.post(.requirementsArrived(customer: customer, .failure(error)))
        }
    }

    private func submit(_ submission: KYCSubmission) async {
        guard let submissions else { return }
        let (answer, entries) = await submissions.submit(submission)
        for entry in entries { inbox.post(.activityHappened(entry)) }
        inbox.post(.submissionSettled(customer: submission.customerID, answer))
        if case .rejected = answer { return }
        guard let key = ItemKey(kind: .kyc, id: submission.customerID) else { return }
        await watch(key)
    }

    /// Watches an item if it is not watched yet, and asks about it soon.
    private func watch(_ key: ItemKey) async {
        let items = (try? await store.items(includingUntracked: false)) ?? []
        if !items.contains(where: { $0.key == key }) { await track(key, label: nil) }
        await poller.check([key])
    }

    private func startReport(on order: ItemKey) async {
        guard let reports else { return }
        guard mayWrite else {
            notice("Nothing is sent: this session is read-only", isFault: true)
            return
        }
        do throws(CheckFailure) {
            let report = try await reports.startReport(on: order)
            let entry = ActivityEntry(
                at: SystemClock.now(), event: .reportRequested, key: order,
                text: "usage report \(report.shortID) requested", operatorName: operatorName)
            try? await store.append(entry)
            await track(report, label: "Report on \(order.shortID)")
        } catch {
            notice("No report was started: \(error.message)", isFault: true)
        }
    }
}
