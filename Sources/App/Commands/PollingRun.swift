import Domain
import Glibc
import Polling
import Store

/// A poller at work for one command, and everything that happens meanwhile, one thing after
/// another: its own checks, what other processes change in the store, signals.
///
/// It belongs to the main thread, which waits in `next` and does nothing in between.
final class PollingRun {
    /// Something that happened.
    enum News: Sendable {
        /// A vendor is being asked.
        case started(ItemKey)
        /// A check ended; the item as it is now.
        case checked(TrackedItem)
        /// Exactly these of the wanted items are tracked, as the store has them now.
        case loaded([TrackedItem])
        /// A vendor takes to being asked in another way than before.
        case vendorChanged(Vendor, VendorCondition)
        /// The store cannot keep what was learned; it is kept in memory and tried again.
        case storeFailed(StoreFailure)
        /// Another configuration is in force, by which vendors are asked already.
        case configured(LiveConfiguration.Change)
        /// The configuration's file cannot be used as it is now, and why; the old one stays.
        case configurationFaulty(String)
        /// The terminal has another size.
        case resized
        /// A signal asks for the end.
        case ended(Int32)
        /// Nobody reads standard output any more.
        case outputClosed
    }

    private let session: CommandSession
    private let poller: Poller
    private let writes: UnknownWrites
    private var configuration: ConfigurationFollower?
    private let chosen: Set<ItemKey>?
    private let inbox = Inbox<News>()
    private let changes = Inbox<Void>()
    private var isReloadDue = false
    private var reloadedAt = ContinuousClock.now

    /// Another process's burst of writes is read once.
    private static let reloadPause = Duration.milliseconds(200)

    /// A run over some items, or over everything that is tracked.
    init(
        _ session: CommandSession, vendors: VendorSet, of chosen: Set<ItemKey>? = nil
    ) {
        self.session = session
        self.chosen = chosen
        let inbox = inbox
        let writes = UnknownWrites(session.learningDesks(vendors, session.cadences))
        self.writes = writes
        poller = vendors.poller(
            on: session.store, cadences: session.cadences,
            operatorName: session.invocation.operatorName
        ) { report in
            switch report {
            case .checkStarted(let key): inbox.post(.started(key))
            case .checked(let item, _, _):
                writes.learn(from: item)
                inbox.post(.checked(item))
            case .vendorChanged(let vendor, let condition):
                inbox.post(.vendorChanged(vendor, condition))
            case .storeFailed(let failure): inbox.post(.storeFailed(failure))
            }
        }
        let (store, changes) = (session.store, changes)
        blocking { await store.watch { changes.post(()) } }
    }

    /// Goes by the configuration's changes from now on.
    func follow(_ configuration: ConfigurationFollower?) { self.configuration = configuration }

    /// Polls by time from now on; vendors that have refused the credentials get another try.
    func start() throws(ProgramFailure) {
        try prepare()
        let poller = poller
        blocking {
            await poller.tryRefusedAgain()
            await poller.setPaused(false)
        }
    }

    /// Asks about these items, as soon as their vendors' limits allow, and about nothing else.
    func start(asking keys: [ItemKey]) throws(ProgramFailure) {
        try prepare()
        let poller = poller
        blocking { await poller.check(keys) }
    }

    /// The poller paused, with the wanted items and no others.
    private func prepare() throws(ProgramFailure) {
        let poller = poller
        blocking {
            await poller.setPaused(true)
            await poller.start()
        }
        let items = try wanted()
        blocking { await poller.replaceAll(items) }
    }

    /// Ends every check that is on its way; what was answered before is in the store.
    func stop() {
        let (poller, writes) = (poller, writes)
        blocking {
            await poller.stop()
            await writes.finish()
        }
    }

    /// Waits for the next things to happen; nothing when `limit` or `alarm` came first.
    func next(
        until limit: ContinuousClock.Instant? = nil, alarm: Timestamp? = nil,
        watchingOutput: Bool = false
    ) -> [News] {
        var descriptors = [
            session.interruptions.descriptor, inbox.descriptor, changes.descriptor,
            configuration?.watch.descriptor ?? -1, configuration?.readings.descriptor ?? -1,
        ].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        if watchingOutput { descriptors.append(pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)) }
        _ = poll(&descriptors, nfds_t(descriptors.count), timeout(limit, alarm))
        var news = session.interruptions.read().map { number -> News in
            number == SIGWINCH ? .resized : .ended(number)
        }
        if watchingOutput, descriptors[5].revents & Int16(POLLERR) != 0 {
            news.append(.outputClosed)
        }
        news += inbox.take()
        if descriptors[3].revents != 0 { configuration?.readIfChanged() }
        if descriptors[4].revents != 0 { news += readings() }
        if descriptors[2].revents & Int16(POLLIN) != 0 {
            _ = changes.take()
            isReloadDue = true
        }
        if isReloadDue, ContinuousClock.now - reloadedAt >= Self.reloadPause {
            isReloadDue = false
            reloadedAt = .now
            if let items = reload() { news.append(.loaded(items)) }
        }
        return news
    }

    /// Takes in what reading the configuration again came to.
    private func readings() -> [News] {
        (configuration?.readings.take() ?? []).compactMap { reading in
            switch reading {
            case .same: return nil
            case .faulty(let why): return .configurationFaulty(why)
            case .changed(let change):
                configuration?.watch(change.configuration)
                writes.use(
                    session.learningDesks(change.vendors, change.configuration.cadences))
                let (poller, store) = (poller, session.store)
                blocking {
                    await change.vendors.share(through: store)
                    await poller.take(change)
                }
                return .configured(change)
            }
        }
    }

    /// Milliseconds to wait; a minute at most, since not every clock counts a machine's sleep.
    private func timeout(_ limit: ContinuousClock.Instant?, _ alarm: Timestamp?) -> Int32 {
        var waits: [Duration] = [.seconds(60)]
        if let limit { waits.append(limit - .now) }
        if let alarm { waits.append(alarm - SystemClock.now()) }
        if isReloadDue { waits.append(Self.reloadPause - (.now - reloadedAt)) }
        let least = waits.min() ?? .zero
        return least <= .zero ? 0 : Int32(clamping: least.milliseconds + 1)
    }

    /// What is tracked now, when another process wrote since the last look.
    private func reload() -> [TrackedItem]? {
        guard let items = try? wanted() else { return nil }
        let poller = poller
        blocking { await poller.replaceAll(items) }
        return items
    }

    private func wanted() throws(ProgramFailure) -> [TrackedItem] {
        let items = try session.items(includingUntracked: false)
        guard let chosen else { return items }
        return items.filter { chosen.contains($0.key) }
    }
}
