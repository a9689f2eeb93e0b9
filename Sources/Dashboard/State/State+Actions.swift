import Domain
import TerminalUI

extension State {
    /// Does what a key of the key table means, or says why it cannot be done.
    mutating func perform(_ action: Action) -> [Effect] {
        if let why = whyNot(action) {
            if !Self.isSilent(action) { notice = Notice(why, isFault: true) }
            return []
        }
        if moves(action) { return [] }
        switch action {
        case .open: open()
        case .back: back()
        case .nextView: open(view.moved(by: 1))
        case .previousView: open(view.moved(by: -1))
        case .view(let view): open(view)
        case .filter:
            range = nil
            if view == .stamps, stampsFocus != nil { openStampSearch() } else { isFiltering = true }
        case .sort:
            let columns = [.attention] + BatchColumn.place(self).map(\.column.sort)
            let place = columns.firstIndex(of: sort.column) ?? columns.count - 1
            sort.column = columns[(place + 1) % columns.count]
            sort.isReversed = false
        case .reverseSort: sort.isReversed.toggle()
        case .checkNow: return check()
        case .report: ask { .report($0) }
        case .untrack: askToUntrack()
        case .result: return fetchResult()
        case .group: group(by: sort.grouping.next)
        case .columns: overlays.append(.columns(0))
        case .mark: mark()
        case .markAll: markAll()
        case .markRange: markRange()
        case .alerts: overlays.append(.alerts(0))
        case .mute: return mute()
        case .palette: overlays.append(.palette(Palette()))
        case .track:
            let preferred: Kind? =
                switch view {
                case .stamps: .stamps
                case .kyc: .kyc
                default: selectedKey?.kind
                }
            if let prompt = TrackPrompt(vendors: vendors, preferring: preferred) {
                overlays.append(.track(prompt))
            }
        case .note: openNote()
        case .copy: return copy()
        case .copyGroup: return copyGroup()
        case .chooseTheme: overlays.append(.themes(ThemeChooser(kept: themeIndex)))
        case .newKYC: return openForm()
        case .pause:
            isPaused.toggle()
            let key = options.keys.name(of: .pause, in: glyphs) ?? "p"
            notice = Notice(isPaused ? "Polling is paused; \(key) goes on." : "Polling goes on.")
            return [.pausePolling(isPaused)]
        case .theme:
            themeIndex = (themeIndex + 1) % themes.count
            notice = Notice("Theme \(theme.name).")
        case .correct: return openCorrection()
        case .reveal: return chooseReveal()
        case .newCustomer: return openRecord(.customer)
        case .orderStamps: return openRecord(.order)
        case .upload: return openUpload()
        case .lock:
            lock.isClosing = true
            return [.lock(isAutomatic: false)]
        case .help: overlays.append(.help(scroll: 0))
        case .quit: return quit()
        case .suspend: return [.suspend]
        case .repaint: return [.repaint]
        case .up, .down, .left, .right, .pageUp, .pageDown, .top, .bottom: break
        }
        return []
    }

    /// Moves the cursor by rows in whatever has it.
    mutating func move(by rows: Int) {
        if detail != nil {
            detail?.scroll += rows
        } else if view == .stamps, let stampsFocus {
            groupCursors[stampsFocus].move(to: groupCursors[stampsFocus].index + rows)
        } else {
            var cursor = cursors[view] ?? Cursor()
            cursor.move(to: cursor.index + rows)
            cursors[view] = cursor
        }
    }

    private static func isSilent(_ action: Action) -> Bool {
        switch action {
        case .back, .left, .right: true
        default: false
        }
    }

    private mutating func moves(_ action: Action) -> Bool {
        let layout = Layout(self)
        let page = max(
            1,
            detail != nil
                ? layout.body.height
                : stampsFocus != nil && view == .stamps
                    ? layout.groupPage : layout.page)
        switch action {
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -page)
        case .pageDown: move(by: page)
        case .top: move(by: -1_000_000_000)
        case .bottom: move(by: 1_000_000_000)
        case .left: moveFocus(by: -1)
        case .right: moveFocus(by: 1)
        default: return false
        }
        return true
    }

    /// From the list of orders through the three groups of the selected one and back.
    private mutating func moveFocus(by steps: Int) {
        // Where the ids are still on their way, the cursor waits for them in the group's place.
        guard selectedItem != nil else { return }
        cursors[.stamps]?.isChosen = true
        let place = (stampsFocus ?? -1) + steps
        stampsFocus = (0...2).contains(place) ? place : place < 0 ? nil : 2
    }

    private mutating func open() {
        if view == .vendors {
            let vendor = Vendor.allCases[cursors[.vendors]?.index ?? 0]
            filters[.batches] = TextField("vendor:\(vendor.rawValue)")
            open(.batches)
        } else if let key = selectedKey {
            cursors[view]?.isChosen = true
            detail = Detail(key: key)
            isFiltering = false
        }
    }

    mutating func open(_ view: View) {
        self.view = view
        detail = nil
        isFiltering = false
    }

    private mutating func back() {
        if detail != nil {
            detail = nil
        } else if view == .stamps, stampSearch != nil {
            stampSearch = nil
        } else if view == .stamps, stampsFocus != nil {
            stampsFocus = nil
        } else if view == .batches, range != nil {
            dropRange()
        } else if view == .batches, !marked.isEmpty {
            marked = []
        } else {
            filters[view] = nil
        }
    }

    private mutating func check() -> [Effect] {
        if !marked.isEmpty, detail == nil, view == .batches {
            let keys = marked.sorted().filter { vendors.contains($0.kind.vendor) }
            notice = Notice("Asking about \(Numbers.count(keys.count, "item")).")
            return [.check(keys)]
        }
        guard let item = selectedItem else { return [] }
        notice = Notice("Asking \(item.key.kind.vendor.title) about \(item.name).")
        return [.check([item.key])]
    }

    mutating func ask(_ subject: (ItemKey) -> Question.Subject) {
        guard let item = selectedItem else { return }
        overlays.append(.question(Question(subject: subject(item.key), name: item.name)))
    }

    private mutating func copy() -> [Effect] {
        if !marked.isEmpty, detail == nil, view == .batches {
            notice = Notice("Copied \(Numbers.count(marked.count, "id")).")
            return [.copy(marked.sorted().map(\.id).joined(separator: "\n"))]
        }
        guard let text = selectedStamp ?? selectedKey?.id else { return [] }
        notice = Notice("Copied \(text).")
        return [.copy(text)]
    }

    /// Quits at once, or asks first while something is being sent; asked a second time it quits.
    private mutating func quit() -> [Effect] {
        if case .question(let open) = overlays.last, open.subject == .quitWhileSending {
            return [.quit]
        }
        var isSending = !sending.isEmpty || !asking.isEmpty
        for case .kyc(let form) in overlays { isSending = isSending || form.isSending }
        // What is typed in a form is kept and needs no question.
        guard isSending, Layout.isLargeEnough(size) else { return [.quit] }
        overlays.append(.question(Question(subject: .quitWhileSending, name: "")))
        return []
    }
}
