import Domain
import TerminalUI

/// One line of the command palette.
struct PaletteCommand: Equatable {
    /// What it does, in words.
    let title: String
    /// The key that does the same, if one does.
    let key: String?
    /// Why it cannot be done now; nil when it can.
    let whyNot: String?
    /// What it does.
    let deed: Deed

    /// What a command can do beside what keys do.
    enum Deed: Equatable {
        case action(Action)
        case sort(SortColumn)
        case group(Grouping)
        case filter(String)
        case keepFilter
        case dropFilter(SavedFilter)
        case theme(Int)
        case mute(Duration)
        case acknowledgeAll
    }

    /// Every command in the order of the key table, then what has no key.
    static func all(_ state: State) -> [PaletteCommand] {
        actions(state) + filters(state) + orders(state) + alerts(state) + themes(state)
    }

    private static func actions(_ state: State) -> [PaletteCommand] {
        let hidden: Set<Action> = [.palette, .up, .down, .left, .right, .pageUp, .pageDown]
        return state.options.keys.bindings.filter { !hidden.contains($0.action) }.map { binding in
            let title =
                binding.group == .views && binding.action != .nextView
                    && binding.action != .previousView
                ? "View: \(binding.label)" : binding.label
            return PaletteCommand(
                title: title.prefix(1).uppercased() + title.dropFirst(),
                key: binding.name(in: state.glyphs),
                whyNot: state.whyNot(binding.action),
                deed: .action(binding.action))
        }
    }

    private static func filters(_ state: State) -> [PaletteCommand] {
        let saved = state.options.savedFilters + state.ownFilters
        var commands = saved.map { filter in
            PaletteCommand(
                title: filter.name == filter.text
                    ? "Filter: \(filter.text)" : "Filter: \(filter.name) (\(filter.text))",
                key: nil, whyNot: nil, deed: .filter(filter.text))
        }
        let text = state.filters[.batches]?.text ?? ""
        let isKept = saved.contains { $0.text == text }
        let whyNot: String? =
            text.isEmpty
            ? "There is no filter in Batches to keep."
            : isKept ? "This filter is kept already." : nil
        commands.append(
            PaletteCommand(
                title: text.isEmpty ? "Keep this filter" : "Keep this filter: \(text)", key: nil,
                whyNot: whyNot, deed: .keepFilter))
        return commands
            + state.ownFilters.map {
                PaletteCommand(
                    title: "Forget filter: \($0.text)", key: nil, whyNot: nil,
                    deed: .dropFilter($0))
            }
    }

    private static func orders(_ state: State) -> [PaletteCommand] {
        let sorts = [SortColumn.attention] + BatchColumn.allCases.map(\.sort)
        return sorts.map {
            PaletteCommand(
                title: "Sort by \($0.rawValue)", key: nil, whyNot: nil, deed: .sort($0))
        }
            + Grouping.allCases.map {
                PaletteCommand(
                    title: $0 == .none ? "Group by nothing" : "Group by \($0.rawValue)",
                    key: nil, whyNot: nil, deed: .group($0))
            }
    }

    private static func alerts(_ state: State) -> [PaletteCommand] {
        let whyNot = state.alerts.open.isEmpty ? "There is no alert to acknowledge." : nil
        return [
            PaletteCommand(
                title: "Acknowledge all alerts", key: nil, whyNot: whyNot, deed: .acknowledgeAll)
        ]
            + State.muteTimes.map {
                PaletteCommand(
                    title: "Mute alerts for \($0.label)", key: nil, whyNot: nil,
                    deed: .mute($0.time))
            }
    }

    private static func themes(_ state: State) -> [PaletteCommand] {
        guard state.themes.count > 1 else { return [] }
        return state.themes.enumerated().map { place, theme in
            PaletteCommand(
                title: "Theme: \(theme.name)", key: nil, whyNot: nil, deed: .theme(place))
        }
    }
}
