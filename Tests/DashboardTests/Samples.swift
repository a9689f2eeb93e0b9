import Glibc
import Domain
import TerminalUI

@testable import Dashboard

/// 2025-10-08 14:05:30 UTC, the moment all tests are set in.
let noon = Timestamp(milliseconds: 1_759_932_330_000)

extension Timestamp {
    /// A moment before `noon`.
    static func ago(_ text: String) -> Timestamp {
        noon - (Duration(text: text) ?? .zero)
    }
}

/// A key that surely has its kind's form.
func key(_ kind: Kind, _ number: Int) -> ItemKey {
    let digits = String(number)
    let hex = String(repeating: "0", count: 8 - digits.count) + digits
    let id =
        switch kind {
        case .reap, .kyc: "\(hex)-0000-4000-8000-000000000000"
        case .deepvue: hex + String(repeating: "a", count: 24)
        case .stamps: "bulk_stamp_v2_Order\(number)"
        case .report: "bulk_stamper_order_usage_report_Report\(number)"
        }
    guard let key = ItemKey(kind: kind, id: id) else { fatalError("not an id: \(id)") }
    return key
}

/// An item whose vendor answered at `checked` and whose numbers last changed then.
func item(
    _ kind: Kind, _ number: Int, _ label: String?, _ snapshot: Snapshot?,
    checked: String = "4s", tracked: String = "10m", moved: String? = nil
) -> TrackedItem {
    var item = TrackedItem(key: key(kind, number), label: label, trackedAt: .ago(tracked))
    guard let snapshot else { return item }
    item.snapshot = snapshot
    item.checkedAt = .ago(checked)
    item.attemptedAt = .ago(checked)
    item.movedAt = .ago(moved ?? checked)
    item.checks = 3
    return item
}

extension TrackedItem {
    /// The same item with its last asking failed.
    func failing(
        _ reason: CheckFailure.Reason, _ message: String, since: String, last: String = "5s",
        status: Int? = nil
    ) -> TrackedItem {
        var copy = self
        copy.failure = CheckFailure(reason, httpStatus: status, message: message)
        copy.failedAt = .ago(since)
        copy.attemptedAt = .ago(last)
        return copy
    }
}

/// Counts of a batch.
func counts(_ state: WorkState, _ total: Int, _ processed: Int, _ failed: Int) -> Snapshot {
    Snapshot(
        state: state, vendorState: state.rawValue, total: total, processed: processed,
        failed: failed, succeeded: processed - failed, createdAt: .ago("10m"))
}

/// An order with groups of these sizes.
func order(_ quantity: Int, _ pending: Int, _ available: Int, _ failed: Int) -> Snapshot {
    func group(_ name: String, _ count: Int) -> StampGroups.Group {
        StampGroups.Group(
            count: count, stamps: (0..<count).map { "stamp_v2_\(name)\($0 + 1)" })
    }
    return Snapshot(
        state: pending == 0 ? .completed : .inProgress, total: quantity,
        processed: available + failed, failed: failed, succeeded: available,
        groups: StampGroups(
            pending: group("p", pending), available: group("a", available),
            failed: group("f", failed)))
}

/// One of everything.
let varied: [TrackedItem] = {
    var moving = item(.reap, 1, "March import", counts(.inProgress, 1000, 450, 12))
    moving.progress = (0..<8).map {
        ProgressPoint(at: noon - .seconds(30 * (8 - $0)), processed: 30 + 60 * $0)
    }
    return [
        moving,
        item(.reap, 2, "April import", counts(.completed, 12_500, 12_500, 0), checked: "2h"),
        item(.reap, 3, "Retail pilot", counts(.completed, 800, 797, 31), checked: "1h"),
        item(.reap, 4, nil, counts(.failed, 250, 250, 250), checked: "40m"),
        item(.reap, 5, "Night run", counts(.inProgress, 500, 120, 0), checked: "7s", moved: "20m"),
        item(.deepvue, 6, "PAN check", Snapshot(state: .inProgress, vendorState: "Processing")),
        item(
            .deepvue, 7, "Bank check", Snapshot(state: .unknown, vendorState: "Reviewing"),
            tracked: "45m"),
        item(.stamps, 8, "Delhi leases", order(40, 9, 27, 2), checked: "12s"),
        item(.stamps, 9, "Mumbai leases", order(6, 0, 6, 0), checked: "50m"),
        item(.report, 10, "Delhi report", Snapshot(state: .pending, vendorState: "pending")),
        item(.reap, 11, "May import", counts(.inProgress, 300, 90, 1), checked: "12m")
            .failing(.network, "Reap could not be reached: connection refused", since: "11m"),
        item(
            .kyc, 12, "Asha Example",
            Snapshot(state: .failed, vendorState: "FAILED", failureReason: "Selfie does not match"),
            checked: "30m"),
        item(.kyc, 13, "Ravi Sample", Snapshot(state: .pending, vendorState: "UNVERIFIED")),
        item(.kyc, 14, "Mina Muster", Snapshot(state: .inProgress, vendorState: "PROCESSING")),
        item(.kyc, 15, "Otto Test", Snapshot(state: .completed, vendorState: "VERIFIED")),
        item(.reap, 16, nil, nil, tracked: "20s"),
    ]
}()

/// A dashboard that knows these items.
func dashboard(
    _ width: Int = 80, _ height: Int = 24, _ items: [TrackedItem] = varied,
    glyphs: Glyphs = .unicode, themes: [Theme] = [.plain],
    vendors: Set<Vendor> = Set(Vendor.allCases), isReadOnly: Bool = false, view: View = .batches
) -> State {
    var state = State(
        now: noon, size: Size(width: width, height: height), glyphs: glyphs, themes: themes,
        vendors: vendors, isReadOnly: isReadOnly, view: view)
    _ = update(&state, .itemsLoaded(items))
    return state
}

extension State {
    /// Presses keys one after the other and gives the effects of the last.
    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] {
        keys.reduce([]) { _, key in update(&self, .input(.key(key))) }
    }

    /// Types a text.
    mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    /// The screen as one text.
    var text: String { screen(self).rows.joined(separator: "\n") }
}
