import CLinux
import Dashboard
import Domain
import Glibc
import Polling
import Store
import Vendors

/// Everything of the dashboard that is not on the screen: store, poller and desks.
struct Backstage {
    /// Does what the dashboard asks for.
    let runner: EffectRunner
    /// Whether nothing may be written to a vendor.
    let isReadOnly: Bool

    /// Opens the store and puts the desks together.
    init(
        _ session: DashboardSession, vendors: VendorSet, inbox: Inbox<Event>
    ) throws(ProgramFailure) {
        let invocation = session.invocation
        let path = session.storePath
        isReadOnly = invocation.has("read-only")
        let mayWrite = !isReadOnly
        let operatorName = invocation.operatorName
        let store: SQLiteStore
        do throws(StoreFailure) {
            store = try SQLiteStore(path: path)
        } catch {
            throw ProgramFailure(error)
        }
        let cadences = session.configuration.cadences
        let submissions = vendors.kyc.map { vendor in
            SubmissionDesk(
                vendor: vendor, body: { vendor.signedBody(for: $0) }, store: store,
                settling: cadences[.kyc].every, operatorName: operatorName, mayWrite: mayWrite)
        }
        let poller = Poller(
            clients: vendors.clients, repository: store, cadences: cadences,
            now: { SystemClock.now() }, random: { [chance = Chance()] in chance.next() },
            report: { report in
                Self.pass(report, to: inbox, submissions: submissions)
            })
        runner = EffectRunner(
            store: store, poller: poller, submissions: submissions, reports: vendors.reports,
            inbox: inbox, operatorName: operatorName, mayWrite: mayWrite)
        try track(session.wanted, by: operatorName)
    }

    /// Loads what is tracked and begins to ask vendors.
    func start() {
        let runner = runner
        Task.detached {
            await runner.poller.start(with: await runner.load())
            // What reading and sorting everything took is given back; from now on little is.
            malloc_trim(0)
            await runner.lookUpUnknownSubmissions()
        }
    }

    /// Stops asking and closes the store; what takes longer than the operator would wait is left
    /// to the end of the process, because every write is durable by itself.
    func close() {
        let runner = runner
        let isClosed = Inbox<Void>()
        Task.detached {
            await runner.poller.stop()
            await runner.store.close()
            isClosed.post(())
        }
        var closed = pollfd(fd: isClosed.descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&closed, 1, 1500)
    }

    /// The demo's items: tracked a while ago, so that the first look at them is due at once.
    private func track(
        _ wanted: [(key: ItemKey, label: String?)], by operatorName: String
    ) throws(ProgramFailure) {
        guard !wanted.isEmpty else { return }
        let store = runner.store
        let moment = SystemClock.now() - .seconds(60)
        try blocking { () async throws(ProgramFailure) in
            do throws(StoreFailure) {
                for item in wanted {
                    _ = try await store.track(
                        item.key, label: item.label, at: moment, by: operatorName)
                }
            } catch {
                throw ProgramFailure(error)
            }
        }
    }

    private static func pass(
        _ report: PollerReport, to inbox: Inbox<Event>, submissions: SubmissionDesk?
    ) {
        switch report {
        case .checkStarted(let key):
            inbox.post(.checkStarted(key))
        case .checked(let item, _, let entries):
            inbox.post(.itemChanged(item))
            for entry in entries { inbox.post(.activityHappened(entry)) }
            if let submissions, item.key.kind == .kyc {
                Task.detached {
                    for entry in await submissions.learn(from: item) {
                        inbox.post(.activityHappened(entry))
                    }
                }
            }
        case .vendorChanged(let vendor, let condition):
            inbox.post(.vendorChanged(vendor, condition))
        case .storeFailed(let failure):
            inbox.post(.noticed(Notice(failure.message, isFault: true)))
        }
    }
}
