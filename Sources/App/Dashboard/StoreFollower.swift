import Dashboard
import Domain
import Polling
import Store

/// Takes over what other processes change in the store: at once, then at most a few times a
/// second, and at the cost of what changed.
actor StoreFollower {
    private let store: SQLiteStore
    private let poller: Poller
    private let inbox: Inbox<Event>
    private var isReading = false
    private var isDirty = false
    private var newest: ActivityEntry?

    /// The time between two looks at a store that others write to all the time.
    private static let pause = Duration.milliseconds(250)
    /// More changes than this are told as one.
    private static let most = 1000

    init(store: SQLiteStore, poller: Poller, inbox: Inbox<Event>) {
        self.store = store
        self.poller = poller
        self.inbox = inbox
    }

    /// Looks at the store soon, because another process wrote to it.
    func follow() async {
        isDirty = true
        guard !isReading else { return }
        isReading = true
        while isDirty {
            isDirty = false
            await read()
            try? await Task.sleep(for: Self.pause)
        }
        isReading = false
    }

    private func read() async {
        do throws(StoreFailure) {
            let changed = try await store.changedItems()
            let learned = await poller.learn(changed)
            if changed.count > Self.most {
                inbox.post(.itemsLoaded(try await store.items(includingUntracked: false)))
            } else {
                for item in changed where !item.isTracked { inbox.post(.itemRemoved(item.key)) }
                for item in learned { inbox.post(.itemChanged(item)) }
            }
            // What somebody did there, such as acknowledging, need not have changed an item.
            let newest = try await store.activity(limit: 1).first
            if newest != self.newest {
                self.newest = newest
                inbox.post(.notesFound(try await store.notedItems()))
                inbox.post(.activityLoaded(try await store.activity(limit: 500)))
            }
        } catch {
            inbox.post(.noticed(Notice(error.message, isFault: true)))
        }
    }
}
