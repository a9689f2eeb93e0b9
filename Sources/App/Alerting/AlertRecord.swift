import Domain

/// What the activity record gets when the operator does something about alerts.
enum AlertRecord {
    /// The most entries that one acknowledging makes; more are counted in one.
    static let limit = 20

    /// Alerts were taken off the list.
    static func acknowledged(_ alerts: [Alert]) -> [ActivityEntry] {
        let now = SystemClock.now()
        guard alerts.count <= limit else {
            return [
                ActivityEntry(
                    at: now, event: .alertAcknowledged, key: nil,
                    text: "\(alerts.count) alerts acknowledged")
            ]
        }
        return alerts.map {
            ActivityEntry(
                at: now, event: .alertAcknowledged, key: $0.key,
                text: $0.acknowledgement)
        }
    }

    /// Alerts were silenced until a moment, or reach out again.
    static func muted(until: Timestamp?) -> [ActivityEntry] {
        let text = until.map { "alerts muted until \($0.iso8601)" } ?? "alerts reach out again"
        return [ActivityEntry(at: SystemClock.now(), event: .alertsMuted, key: nil, text: text)]
    }
}
