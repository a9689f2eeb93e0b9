import Domain
import Synchronization

/// The reports that were started a moment ago, of which the vendor may not know yet.
final class StartedReports: Sendable {
    private let moments = Mutex<[ItemKey: Timestamp]>([:])

    /// How long the vendor may not know a report.
    private static let grace: Duration = .seconds(60)

    func add(_ report: ItemKey, at now: Timestamp) {
        moments.withLock { moments in
            moments = moments.filter { $0.value + Self.grace > now }
            moments[report] = now
        }
    }

    func contains(_ report: ItemKey, at now: Timestamp) -> Bool {
        moments.withLock { moments in
            moments[report].map { $0 <= now && now < $0 + Self.grace } ?? false
        }
    }
}
