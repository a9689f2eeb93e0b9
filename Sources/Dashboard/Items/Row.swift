import Domain
import TerminalUI

/// An item as a list shows it: judged at one moment. It never changes and is shared by the lists.
/// Packed into forty bytes, for there is one for every item.
final class Row: Keyed, Equatable, Sendable {
    /// The item.
    let item: TrackedItem
    /// In milliseconds since 1970; the latest of all stands for never.
    private let flagsChangeAt: Int64
    /// What is remarkable about it.
    let flagSet: FlagSet
    /// How it stands.
    let standing: Standing
    /// What is wrong with the whole vendor; nil while it answers.
    let outage: Outage?
    /// Whether the last asking failed.
    let isFailing: Bool
    private let rank: UInt8
    private let nameWidth: UInt8
    private let stateWidth: UInt8
    private let shortStateWidth: UInt8

    /// How wide its texts are, which decides where a table's columns stand.
    struct Widths: Equatable {
        /// The label.
        var name: Int
        /// The state with every remark.
        var state: Int
        /// The state in the shortest form that says the most important remark.
        var shortState: Int
    }

    /// What is wrong with a vendor.
    enum Outage: UInt8 {
        case failing, refused

        /// In a few words.
        var words: String {
            switch self {
            case .failing: "vendor failing"
            case .refused: "access refused"
            }
        }
    }

    /// An item at a moment.
    init(_ item: TrackedItem, at now: Timestamp, cadence: Cadence, outage: Outage? = nil) {
        self.item = item
        self.outage = outage
        flagSet = item.flagSet(at: now, cadence: cadence)
        standing = Standing(item)
        isFailing = item.isFailing
        rank = Self.rank(standing, needsLook: isFailing || !flagSet.isEmpty)
        flagsChangeAt =
            item.nextFlagChange(from: flagSet, after: now, cadence: cadence)?.milliseconds ?? .max
        let remarks = Self.remarks(on: item, flagSet, outage)
        let state = Self.stateWidths(item, standing, remarks)
        // No column is as wide as that.
        nameWidth = UInt8(clamping: TextWidth.of(item.name))
        stateWidth = UInt8(clamping: state.whole)
        shortStateWidth = UInt8(clamping: state.short)
    }

    static func == (left: Row, right: Row) -> Bool {
        left === right
            || left.item == right.item && left.flagSet == right.flagSet
                && left.flagsChangeAt == right.flagsChangeAt && left.outage == right.outage
    }

    /// The item's key.
    var key: ItemKey { item.key }

    /// The flags, those first that are said first.
    var flags: [Flag] { Self.flags(flagSet) }

    /// When the flags will be others if the vendor says nothing new; nil when never.
    var nextFlagChange: Timestamp? {
        flagsChangeAt == .max ? nil : Timestamp(milliseconds: flagsChangeAt)
    }

    /// How wide its texts are, at most 255 columns.
    var widths: Widths {
        Widths(name: Int(nameWidth), state: Int(stateWidth), shortState: Int(shortStateWidth))
    }

    /// Whether the last good answer is not to be taken for fresh.
    var isStale: Bool { isFailing || flagSet.contains(.stale) }

    /// How soon somebody should look: failed work, then work that is flagged or cannot be
    /// checked, then what goes on, then what is done.
    var urgency: Int { Int(rank) }

    private static func rank(_ standing: Standing, needsLook: Bool) -> UInt8 {
        if standing == .failed { return 0 }
        return needsLook ? 1 : UInt8(standing.rawValue + 2)
    }

    /// What there is to say beside the state, most important first.
    var remarks: [String] { Self.remarks(on: item, flagSet, outage) }

    private static func flags(_ set: FlagSet) -> [Flag] {
        set.isEmpty ? [] : [.overdue, .stuck, .stale, .inconsistent].filter(set.has)
    }

    private static func remarks(
        on item: TrackedItem, _ flags: FlagSet, _ outage: Outage?
    ) -> [String] {
        var remarks: [String] = []
        if item.isFailing, let failure = item.failure {
            remarks.append(failure.reason.words)
        } else if let outage, flags.contains(.stale) {
            // It was not asked about itself, but this is why its answer grows old.
            remarks.append(outage.words)
        }
        if !flags.isEmpty { remarks += Self.flags(flags).map(\.rawValue) }
        if let missing = item.unaccounted, missing > 0 {
            remarks.append("\(Numbers.grouped(missing)) unaccounted")
        }
        return remarks
    }
}

extension CheckFailure.Reason {
    /// The class in words.
    var words: String {
        switch self {
        case .auth: "access refused"
        case .notFound: "not found"
        case .rateLimited: "rate limited"
        case .invalid: "invalid"
        case .vendor: "vendor error"
        case .network: "network"
        case .malformed: "malformed"
        }
    }
}
