import CLinux
import Glibc
import Synchronization

/// Where work on other threads leaves events for the loop, which a descriptor wakes.
///
/// Everything that reaches the screen passes through here as a value, so the loop's thread
/// shares no state with any other.
final class Inbox<Event: Sendable>: Sendable {
    /// Readable when an event waits.
    let descriptor: Int32 = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
    private let events = Mutex<[Event]>([])

    deinit { close(descriptor) }

    /// Leaves an event; callable from any thread.
    func post(_ event: Event) {
        let isFirst = events.withLock { events in
            events.append(event)
            return events.count == 1
        }
        if isFirst { eventfd_write(descriptor, 1) }
    }

    /// The events that came since the last call, oldest first.
    func take() -> [Event] {
        var count: eventfd_t = 0
        eventfd_read(descriptor, &count)
        return events.withLock { events in
            var taken: [Event] = []
            // As many will come again.
            taken.reserveCapacity(events.count)
            swap(&taken, &events)
            return taken
        }
    }
}
