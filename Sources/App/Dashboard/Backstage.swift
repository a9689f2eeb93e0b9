import CLinux
import Dashboard
import Domain
import Glibc
import Polling
import Store

/// Everything of the dashboard that is not on the screen: store, poller and desks.
struct Backstage {
    /// Does what the dashboard asks for.
    let runner: EffectRunner
    /// Whether nothing may be written to a vendor.
    let isReadOnly: Bool
    private let writes: UnknownWrites

    /// Opens the store and puts the desks together.
    init(
        _ session: DashboardSession, vendors: VendorSet, inbox: Inbox<Event>
    ) throws(ProgramFailure) {
        let invocation = session.invocation
        let path = session.storePath
        isReadOnly = invocation.has("read-only") || invocation.has("wall")
        let keys = KeyRing(store: path)
        let gate = WriteGate(
            isReadOnly: isReadOnly, needsFourEyes: session.configuration.privacy.fourEyes)
        let operatorName = invocation.operatorName
        let store: SQLiteStore
        do throws(StoreFailure) {
            store = try SQLiteStore(
                path: path, origin: Origin.current(login: invocation.host.login))
        } catch {
            throw ProgramFailure(error)
        }
        let cadences = session.configuration.cadences
        let desks = VendorDesks(
            vendors, cadences: cadences, store: store, operatorName: operatorName, gate: gate)
        let writes = UnknownWrites(desks) { inbox.post(.activityHappened($0)) }
        self.writes = writes
        let poller = vendors.poller(
            on: store, cadences: cadences, operatorName: operatorName,
            tell: { news in
                inbox.post(.pollingShared(presences: news.presences, budgets: news.budgets))
                inbox.post(.vendorsMeasured(news.measures))
            },
            report: { report in
                Self.pass(report, to: inbox, writes)
            })
        runner = EffectRunner(
            store: store, poller: poller,
            follower: StoreFollower(store: store, poller: poller, inbox: inbox), desks: desks,
            inbox: inbox, operatorName: operatorName, login: invocation.host.login, gate: gate,
            directories: invocation.host.directories,
            drafts: DraftKeeper(
                shelf: store, keys: keys, operatorName: operatorName,
                report: { inbox.post(.noticed(Notice($0, isFault: true))) }),
            keys: keys)
        try track(session.wanted, by: operatorName)
        blocking { await vendors.share(through: store) }
    }

    /// Loads what is tracked.
    func load() -> Task<[TrackedItem]?, Never> {
        let runner = runner
        return Task.detached { await runner.load() }
    }

    /// Begins to ask vendors about what was loaded.
    func start(with loading: Task<[TrackedItem]?, Never>) {
        let runner = runner
        Task.detached {
            await runner.poller.start(with: await loading.value)
            await runner.followOthers()
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
        let writes = writes
        Task.detached {
            await runner.drafts.flush()
            await runner.poller.stop()
            await writes.finish()
            await runner.store.close()
            isClosed.post(())
        }
        var closed = pollfd(fd: isClosed.descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&closed, 1, 1500)
    }

    /// Goes by another configuration from now on and gives the runner that does; what the one
    /// before has begun ends as it would have.
    func take(_ change: LiveConfiguration.Change) -> EffectRunner {
        let cadences = change.configuration.cadences
        var next = runner
        next.gate.needsFourEyes = change.configuration.privacy.fourEyes
        next.desks = VendorDesks(
            change.vendors, cadences: cadences, store: runner.store,
            operatorName: runner.operatorName, gate: next.gate)
        writes.use(next.desks)
        let (poller, store) = (runner.poller, runner.store)
        Task.detached {
            await change.vendors.share(through: store)
            await poller.take(change)
        }
        return next
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
        _ report: PollerReport, to inbox: Inbox<Event>, _ writes: UnknownWrites
    ) {
        switch report {
        case .checkStarted(let key):
            inbox.post(.checkStarted(key))
        case .checked(let item, _, let entries):
            inbox.post(.itemChanged(item))
            for entry in entries { inbox.post(.activityHappened(entry)) }
            writes.learn(from: item)
        case .vendorChanged(let vendor, let condition):
            inbox.post(.vendorChanged(vendor, condition))
        case .storeFailed(let failure):
            inbox.post(.noticed(Notice(failure.message, isFault: true)))
        }
    }
}
