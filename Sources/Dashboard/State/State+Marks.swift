import Domain
import TerminalUI

extension State {
    /// Marks the selected row, or takes its mark away, and goes on to the next; ends a range.
    mutating func mark() {
        guard let key = selectedKey else { return }
        if range != nil {
            range = nil
            return
        }
        if marked.remove(key) == nil { marked.insert(key) }
        move(by: 1)
    }

    /// Marks every row that is shown, or when all are takes the marks away.
    mutating func markAll() {
        range = nil
        let shown = Set(rows.map(\.item.key))
        if shown.isSubset(of: marked) { marked.subtract(shown) } else { marked.formUnion(shown) }
        notice = Notice("\(Numbers.count(marked.count, "item")) selected.")
    }

    /// Asks before the marked items, or the selected one, are no longer watched.
    mutating func askToUntrack() {
        range = nil
        guard hasMarks else {
            ask { .untrack($0) }
            return
        }
        overlays.append(
            .question(Question(subject: .untrackAll(marked.sorted()), name: "")))
    }

    /// Sets what stands together in the Batches table.
    mutating func group(by grouping: Grouping) {
        sort.grouping = grouping
        notice = Notice(grouping == .none ? "Not grouped." : "Grouped by \(grouping.rawValue).")
    }

    /// Asks for the result file of the selected item.
    mutating func fetchResult() -> [Effect] {
        guard let item = selectedItem else { return [] }
        notice = Notice("Fetching the result file of \(item.name).")
        return [.fetchResult(item.key)]
    }

    /// Columns are shown, hidden and moved in a list; BATCH is always there.
    mutating func takeColumns(_ input: InputEvent, _ place: Int) {
        let all = Self.everyColumn(columns)
        var place = min(max(0, place), all.count - 1)
        let column = all[place]
        let shown = columns.firstIndex(of: column)
        switch input {
        case .mouse(let mouse):
            guard case .row(let row) = draw(self).target(at: mouse.position) else { return }
            overlays[overlays.count - 1] = .columns(row)
            takeColumns(.key(.character(" ")), row)
            return
        case .key(.down), .key(.character("j")): place = min(place + 1, all.count - 1)
        case .key(.up), .key(.character("k")): place = max(place - 1, 0)
        case .key(.character(" ")):
            if let shown {
                if column != .batch { columns.remove(at: shown) }
            } else {
                let before = BatchColumn.allCases.prefix { $0 != column }
                let at = columns.lastIndex { before.contains($0) }.map { $0 + 1 } ?? 0
                columns.insert(column, at: at)
            }
            place = Self.everyColumn(columns).firstIndex(of: column) ?? place
        case .key(.right), .key(.character("J")):
            if let shown, shown + 1 < columns.count {
                columns.swapAt(shown, shown + 1)
                place += 1
            }
        case .key(.left), .key(.character("K")):
            if let shown, shown > 0 {
                columns.swapAt(shown, shown - 1)
                place -= 1
            }
        case .key(.character("r")):
            columns = BatchColumn.allCases
            place = 0
        case .key(.escape), .key(.enter), .key(.character("q")):
            overlays.removeLast()
            return
        default: return
        }
        overlays[overlays.count - 1] = .columns(place)
    }

    /// The columns that are shown in their order, then the others.
    static func everyColumn(_ shown: [BatchColumn]) -> [BatchColumn] {
        shown + BatchColumn.allCases.filter { !shown.contains($0) }
    }

    /// Brings the cursor of an open list back into it.
    mutating func settleOverlay() {
        switch overlays.last {
        case .alerts(let index):
            overlays[overlays.count - 1] = .alerts(
                min(max(0, index), max(0, alerts.open.count - 1)))
        case .palette(var palette):
            palette.settle(count: palette.found(in: self).count)
            overlays[overlays.count - 1] = .palette(palette)
        default: break
        }
    }
}
