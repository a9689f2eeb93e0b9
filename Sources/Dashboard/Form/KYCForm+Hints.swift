import Domain
import TerminalUI

extension KYCForm {
    /// The keys that do something now, the most important first.
    public var hints: [(key: String, label: String)] {
        switch phase {
        case .reviewing:
            [("Enter", needsFourEyes ? "prepare" : "send"), ("Esc", "go back")]
                + (isMasking ? [("v", "show a value")] : []) + [(arrows, "scroll")]
        case .sending: [(arrows, "scroll")]
        case .accepted, .unknown, .prepared: [("Enter", "close"), (arrows, "scroll")]
        case .editing where isAskingToDiscard: [("y", "discard"), ("n", "keep")]
        case .editing where calendar != nil:
            [
                ("Enter", "take"), ("Esc", "back"), (glyphs == .unicode ? "←↑↓→" : "Arrows", "day"),
                ("PgUp PgDn", "month"), ("Home End", "year"),
            ]
        case .editing: retryHint + focusHints
        }
    }

    private var arrows: String { glyphs == .unicode ? "↑↓" : "Up/Down" }

    private var retryHint: [(key: String, label: String)] {
        if case .failed = requirements { [("Ctrl-R", "ask again")] } else { [] }
    }

    private var fillingHints: [(key: String, label: String)] {
        [("Tab", "next"), ("Ctrl-S", "review"), ("Esc", "close")]
            + (purpose == .submission ? [] : [("Ctrl-T", "other part")])
            + (hasTyping ? [("Ctrl-X", "discard")] : [])
    }

    private var focusHints: [(key: String, label: String)] {
        switch focus {
        case .review: [("Enter", "review"), ("Tab", "next"), ("Esc", "close")]
        case .field(.selfieVerificationStatus): [("Space", "switch")] + fillingHints
        case .field(.dateOfBirth), .field(.registeredDate):
            [("Space", "calendar")] + fillingHints
        case .field(.customerID) where !customer.options.isEmpty,
            .field(.documentType) where !documentType.options.isEmpty:
            [(arrows, "choose"), ("Enter", "take")] + fillingHints
        case .field(let field):
            fillingHints + [("Alt-u", "undo")]
                + (texts[field]?.canRedo == true ? [("Alt-r", "redo")] : [])
        }
    }

    /// The sentence under the title: what there is to know or to do now.
    var status: Banner {
        if isAskingToDiscard {
            return Banner(text: "Discard what was typed? y discards, n keeps it.", role: .warning)
        }
        if let banner { return banner }
        switch phase {
        case .editing: return editingStatus
        case .reviewing:
            let name = customer.label == customer.value ? "" : " for \(customer.label)"
            if needsFourEyes {
                return Banner(
                    text: "This will be prepared\(name) and sent once another login releases it."
                        + " Enter prepares, Esc goes back.", role: .title)
            }
            let warning = spentStatus.map { " The customer is \($0) already." } ?? ""
            return Banner(
                text: "This will be sent\(name).\(warning) Enter sends, Esc goes back.",
                role: warning.isEmpty ? .title : .warning)
        case .sending where needsFourEyes:
            return Banner(text: "Preparing it.", role: .inProgress)
        case .prepared(_, let id):
            return Banner(
                text: "Prepared, not sent: another login runs vigil release \(id) within 24 hours.",
                role: .completed)
        case .sending:
            return Banner(text: "Sending to DollarPe. Do not close.", role: .inProgress)
        case .accepted(_, let receipt):
            let reason = receipt.failureReason.map { ", \($0)" } ?? ""
            return Banner(
                text: "DollarPe took it: \(receipt.status)\(reason).",
                role: receipt.failureReason == nil ? .completed : .warning)
        case .unknown(_, let sentence):
            return Banner(
                text: sentence.asSentence + " It may have arrived and is being looked up."
                    + " It must not be sent again.",
                role: .unknown)
        }
    }

    private var editingStatus: Banner {
        switch requirements {
        case .none: return Banner(text: "Choose a customer to begin.", role: .muted)
        case .wanted:
            return Banner(text: "Any key asks DollarPe what it needs.", role: .muted)
        case .loading:
            return Banner(
                text: "Asking DollarPe what it needs of this customer\(ellipsis)",
                role: .inProgress)
        case .failed(let failure):
            return Banner(text: "\(failure.message) Ctrl-R asks again.", role: .failed)
        case .loaded where correctionsLeft == 0:
            return Banner(
                text: "All \(KYCUpdate.limit) corrections are used: DollarPe may refuse this one.",
                role: .warning)
        case .loaded:
            let left = correctionsLeft.map { " \($0) of \(KYCUpdate.limit) corrections left." }
            let given = fields.count { !text(of: $0).isEmpty }
            let faults = visibleFaults.count
            let standing =
                if given < fields.count {
                    "\(given) of \(fields.count) given."
                } else if faults == 0 {
                    "Everything is given. Ctrl-S reviews it."
                } else {
                    "Everything is given, and \(faults) \(faults == 1 ? "field needs" : "fields need")"
                        + " attention."
                }
            let spent = spentStatus.map {
                " This customer is \($0) already, and DollarPe takes one submission."
            }
            return Banner(
                text: standing + (left ?? "") + (spent ?? ""),
                role: spent == nil ? .muted : .warning)
        }
    }

    private var ellipsis: String { glyphs == .unicode ? "…" : "..." }
}
