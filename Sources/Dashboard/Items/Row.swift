import Domain
import TerminalUI

/// An item as a list shows it: judged at one moment. It never changes and is shared by the lists.
final class Row: Equatable, Sendable {
    /// The item.
    let item: TrackedItem
    /// What is remarkable about it.
    let flags: [Flag]
    /// How it stands.
    let standing: Standing
    /// When the flags will be others if the vendor says nothing new; nil when never.
    let nextFlagChange: Timestamp?
    /// What is wrong with the whole vendor, in a few words; nil while it answers.
    let vendorTrouble: String?
    /// How wide its texts are, which decides where a table's columns stand.
    let widths: Widths

    /// The columns of a row's texts.
    struct Widths: Equatable {
        /// The label.
        var name: Int
        /// The state with every remark.
        var state: Int
        /// The state in the shortest form that says the most important remark.
        var shortState: Int
    }

    /// An item at a moment.
    init(
        _ item: TrackedItem, at now: Timestamp, cadence: Cadence, vendorTrouble: String? = nil
    ) {
        self.item = item
        self.vendorTrouble = vendorTrouble
        let found = item.flags(at: now, cadence: cadence)
        flags = [.overdue, .stuck, .stale, .inconsistent].filter(found.contains)
        standing = Standing(item)
        nextFlagChange = item.nextFlagChange(from: found, after: now, cadence: cadence)
        let remarks = Self.remarks(on: item, flags, vendorTrouble)
        let state = Self.stateWidths(item, standing, remarks)
        widths = Widths(
            name: TextWidth.of(item.name), state: state.whole, shortState: state.short)
    }

    static func == (left: Row, right: Row) -> Bool {
        left === right
            || left.item == right.item && left.flags == right.flags
                && left.nextFlagChange == right.nextFlagChange
                && left.vendorTrouble == right.vendorTrouble
    }

    /// Whether the last asking failed.
    var isFailing: Bool { item.failure != nil }

    /// Whether the last good answer is not to be taken for fresh.
    var isStale: Bool { isFailing || flags.contains(.stale) }

    /// How soon somebody should look: failed work, then work that is flagged or cannot be
    /// checked, then what goes on, then what is done.
    var urgency: Int {
        if standing == .failed { return 0 }
        return isFailing || !flags.isEmpty ? 1 : standing.rawValue + 2
    }

    /// What there is to say beside the state, most important first.
    var remarks: [String] { Self.remarks(on: item, flags, vendorTrouble) }

    private static func remarks(
        on item: TrackedItem, _ flags: [Flag], _ vendorTrouble: String?
    ) -> [String] {
        var remarks: [String] = []
        if let failure = item.failure {
            remarks.append(failure.reason.words)
        } else if let vendorTrouble, flags.contains(.stale) {
            // It was not asked about itself, but this is why its answer grows old.
            remarks.append(vendorTrouble)
        }
        remarks += flags.map(\.rawValue)
        if let missing = item.snapshot?.unaccounted, missing > 0 {
            remarks.append("\(Numbers.grouped(missing)) unaccounted")
        }
        return remarks
    }
}

extension CheckFailure.Reason {
    /// The class in words.
    var words: String {
        switch self {
        case .auth: "auth"
        case .notFound: "not found"
        case .rateLimited: "rate limited"
        case .invalid: "invalid"
        case .vendor: "vendor error"
        case .network: "network"
        case .malformed: "malformed"
        }
    }
}
