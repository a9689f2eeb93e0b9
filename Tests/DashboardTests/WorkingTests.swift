import Domain
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

/// How an operator works with many items: choosing, ordering, grouping, coming back.
@Suite struct WorkingTests {
    private func line(of text: String, in state: State) -> Int? {
        screen(state).rows.firstIndex { $0.contains(text) }
    }

    @Test func `The row under the cursor stays where it is while the others move`() throws {
        var state = dashboard()
        state.press(.down, .down, .down, .down, .down)
        let name = try #require(state.selectedItem?.name)
        let before = try #require(line(of: name, in: state))
        for number in [6, 7, 11] {
            let kind: Kind = number == 11 ? .reap : .deepvue
            _ = update(
                &state, .itemChanged(item(kind, number, "Bad \(number)", counts(.failed, 9, 9, 9))))
            #expect(line(of: name, in: state) == before, "after \(number)")
        }
        let selected = try #require(state.selectedItem)
        var done = selected
        done.snapshot = counts(.completed, 9, 9, 0)
        _ = update(&state, .itemChanged(done))
        #expect(line(of: name, in: state) == before)
        #expect(state.selectedKey == selected.key)
        let all = Set(state.rows.map(\.item.key))
        #expect(all.count == varied.count && state.rows.count == varied.count)
        state.press(.up)
        #expect(try #require(line(of: name, in: state)) > before, "it is done, so it goes down")
    }

    @Test(arguments: SortColumn.allCases, [false, true])
    func `In any order the chosen row keeps its line while answers pour in`(
        column: SortColumn, isReversed: Bool
    ) throws {
        var random = SeededGenerator(seed: 7)
        let items = (1...60).map { number in
            item(.reap, number, "Batch \(number)", counts(.inProgress, 500, number, 0))
        }
        var state = dashboard(120, 24, items)
        state.sort = Sort(column: column, isReversed: isReversed)
        for _ in 0..<33 { state.press(.down) }
        let chosen = try #require(state.selectedItem)
        let row = try #require(line(of: " \(chosen.name) ", in: state))
        for step in 1...80 {
            let number = Int.random(in: 1...60, using: &random)
            var changed = try #require(state.watchlist[key(.reap, number)] ?? items.first)
            let done = Int.random(in: 0...500, using: &random)
            let word: WorkState = done == 500 ? .completed : done < 10 ? .failed : .inProgress
            changed.label = Bool.random(using: &random) ? changed.label : "Lot \(number)"
            if changed.key == chosen.key { changed.label = chosen.label }
            changed.snapshot = counts(word, 500, done, done / 9)
            changed.checkedAt = state.now
            changed.progress.append(ProgressPoint(at: state.now, processed: done))
            _ = update(&state, .itemChanged(changed))
            if step.isMultiple(of: 10) {
                _ = update(&state, .clockTicked(state.now + .seconds(30)))
                let other = key(.reap, 60 - step / 10)
                if other != chosen.key { _ = update(&state, .itemRemoved(other)) }
            }
            #expect(state.selectedKey == chosen.key)
            guard step.isMultiple(of: 5) else { continue }
            #expect(line(of: " \(chosen.name) ", in: state) == row, "after \(step)")
        }
    }

    @Test func `Several items are checked, copied and untracked at once`() {
        var state = dashboard()
        state.press(.character(" "), .down, .character(" "))
        #expect(state.text.contains("2 selected"))
        let chosen = state.marked.sorted()
        #expect(chosen.count == 2)
        #expect(state.press(.character("r")) == [.check(chosen)])
        #expect(
            state.press(.character("y")) == [.copy(chosen.map(\.id).joined(separator: "\n"))])
        #expect(state.press(.character("d")) == [])
        #expect(state.text.contains("Untrack 2 items?"))
        #expect(state.press(.character("y")) == chosen.map { .untrack($0) })
        state.press(.control("a"))
        #expect(state.marked.count == varied.count)
        state.press(.escape)
        #expect(state.marked.isEmpty)
    }

    @Test func `V marks from here to there, and what moves afterwards neither comes nor goes`()
        throws
    {
        var state = dashboard(120, 40)
        let names = state.rows.map(\.item.key)
        state.press(.down, .character("V"))
        #expect(state.marked == [names[1]])
        state.press(.down, .down, .down)
        #expect(state.marked == Set(names[1...4]))
        #expect(state.text.contains("4 selected, V ends"))
        state.press(.up)
        #expect(state.marked == Set(names[1...3]))
        // One of them finishes and one from below fails: rows move, marks do not.
        for place in [2, 9] {
            var moved = try #require(state.watchlist[names[place]])
            moved.snapshot = counts(place == 2 ? .completed : .failed, 9, 9, place == 2 ? 0 : 9)
            _ = update(&state, .itemChanged(moved))
        }
        #expect(state.marked == Set(names[1...3]))
        #expect(state.press(.character("r")) == [.check(names[1...3].sorted())])
        state.press(.character("V"), .character("G"))
        #expect(state.marked == Set(names[1...3]))
        #expect(state.text.contains("3 selected "))
        // A second one adds to the first, Escape takes it back and then the first.
        state.press(.character("V"), .up)
        #expect(state.marked.count == 5)
        state.press(.escape)
        #expect(state.marked == Set(names[1...3]))
        state.press(.escape)
        #expect(state.marked.isEmpty)
        state.press(.character("g"), .character("V"), .down)
        #expect(state.press(.character("d")) == [])
        #expect(state.text.contains("Untrack 2 items?"))
        #expect(state.press(.character("y")).count == 2)
        #expect(state.marked.isEmpty && state.range == nil)
    }

    @Test func `Groups stand together, have a head, and the cursor is always on the screen`() {
        var state = dashboard(80, 14)
        state.press(.character("b"))
        let frame = screen(state)
        let head = frame.rows.firstIndex { $0.contains("Reap  7") }
        // Its ground goes from edge to edge, as that of the columns' heads does.
        #expect(head.map { frame[70, $0].style } == frame[70, 2].style, "\(state.text)")
        for _ in 0..<varied.count {
            state.press(.down)
            let name = state.selectedItem?.name ?? "?"
            #expect(state.text.contains("›") && line(of: name, in: state) != nil, "\(name)")
        }
        let vendors = state.rows.map(\.item.key.kind.vendor)
        #expect(vendors == vendors.sorted { "\(order($0))" < "\(order($1))" })
        state.press(.character("b"))
        #expect(state.text.contains("Grouped by state."))
        state.press(.character("b"))
        #expect(state.text.contains("Not grouped."))
    }

    private func order(_ vendor: Vendor) -> Int { Vendor.allCases.firstIndex(of: vendor) ?? 9 }

    @Test func `Columns are hidden, shown and moved, and BATCH stays`() {
        var state = dashboard(120, 24)
        func head() -> [Substring] {
            screen(state).rows[2].split(separator: " ")
        }
        state.press(.character("c"), .character(" "))
        #expect(state.columns.first == .batch)
        state.press(.home, .up, .up, .up, .up, .up, .up, .up, .up, .up, .up)
        state.press(.character(" "))
        #expect(state.columns.contains(.batch), "BATCH cannot be hidden")
        state.press(.down, .character("J"), .escape)
        #expect(head().prefix(3) == ["BATCH", "PROGRESS", "STATE"])
        state.press(.character("c"), .character("r"), .enter)
        #expect(head().prefix(2) == ["VENDOR", "BATCH"])
        for size in [40, 60, 80, 200] {
            var narrow = dashboard(size, 24)
            narrow.columns = [.batch, .eta]
            #expect(screen(narrow).rows[2].contains("BATCH"))
        }
    }

    @Test func `The palette finds commands by a few letters and says why one cannot be done`() {
        var state = dashboard()
        state.press(.character(":"))
        state.type("grve")
        state.press(.enter)
        #expect(state.sort.grouping == .vendor)
        state.press(.character(":"))
        state.type("result")
        #expect(state.text.contains("makes no result file"))
        state.press(.enter)
        #expect(state.notice?.isFault == true && state.overlays.count == 1)
        state.press(.escape, .character(":"))
        state.type("zzzz")
        #expect(state.text.contains("No command has these letters."))
        #expect(state.press(.enter) == [])
        state.press(.escape, .character(":"))
        state.type("check now")
        #expect(state.press(.enter) == [.check([key(.reap, 4)])])
    }

    @Test func `Whatever a key does the palette offers too`() {
        let state = dashboard(200, 60)
        let offered = PaletteCommand.all(state).compactMap { command in
            if case .action(let action) = command.deed { action } else { nil }
        }
        let without: Set<Action> = [
            .palette, .up, .down, .left, .right, .pageUp, .pageDown,
        ]
        for binding in state.options.keys.bindings where !without.contains(binding.action) {
            #expect(offered.contains(binding.action), "\(binding.action)")
        }
    }

    @Test func `A filter that is kept comes back from the palette`() {
        var state = dashboard()
        state.press(.character("/"))
        state.type("state:failed")
        state.press(.enter, .character(":"))
        state.type("keep")
        state.press(.enter)
        state.press(.escape)
        #expect(state.filterText.isEmpty)
        state.press(.character(":"))
        state.type("filter: state")
        state.press(.enter)
        #expect(state.filterText == "state:failed")
        #expect(state.rows.count == 2)
    }

    @Test func `The next start goes on as this one ended, and its file names nobody`() {
        var state = dashboard()
        state.press(.character("/"))
        state.type("vendor:reap")
        state.press(.enter, .character("s"), .character("b"), .down, .down)
        state.press(.character("3"), .character("/"))
        _ = update(
            &state,
            .activityLoaded([
                ActivityEntry(at: noon, event: .checkFailed, key: nil, text: "no route")
            ]))
        state.type("state:failed !flag:stuck asha id:4e6f1b20")
        state.press(.enter, .character("4"), .character("/"))
        state.type("check_failed mira reap")
        state.press(.enter, .character("1"))
        let habits = state.habits
        #expect(!"\(habits)".lowercased().contains(/asha|mira/))
        #expect(habits.filters[.kyc] == "state:failed !flag:stuck id:4e6f1b20")
        #expect(habits.filters[.activity] == "check_failed reap")
        var next = State(
            now: noon, size: state.size, vendors: Set(Vendor.allCases), view: .kyc)
        next.adopt(habits, keepingView: false)
        #expect(next.habits == habits, "nothing is lost before the store was read")
        _ = update(&next, .itemsLoaded(varied))
        #expect(next.view == .batches)
        #expect(next.filterText == "vendor:reap")
        #expect(next.sort == state.sort)
        #expect(next.selectedKey == state.selectedKey)
        #expect(next.habits == habits)
    }

    @Test func `What nobody acknowledged is listed at the next start without being told again`() {
        var state = dashboard()
        let failed = item(.reap, 1, "March import", counts(.failed, 9, 9, 9))
        _ = update(&state, .itemChanged(failed))
        var next = State(now: noon, size: state.size, vendors: Set(Vendor.allCases))
        next.adopt(state.habits, keepingView: false)
        let items = varied.map { $0.key == failed.key ? failed : $0 }
        #expect(update(&next, .itemsLoaded(items)) == [])
        #expect(next.alerts.open == state.alerts.open && next.alerts.open.count == 1)
        #expect(update(&next, .itemChanged(failed)) == [])
    }

    @Test func `The result file is asked for where there is one`() {
        let done = Snapshot(state: .completed, resultAvailable: true)
        var state = dashboard(80, 24, [item(.deepvue, 1, "Done", done)])
        #expect(state.press(.character("o")) == [.fetchResult(key(.deepvue, 1))])
        state = dashboard(80, 24, [item(.deepvue, 1, "Moving", Snapshot(state: .inProgress))])
        #expect(state.press(.character("o")) == [])
        #expect(state.text.contains("no result file of it yet"))
    }

    @Test func `Quitting asks while a report is being started`() {
        var state = dashboard(view: .stamps)
        state.press(.character("R"), .character("y"))
        #expect(state.press(.character("q")) == [])
        #expect(state.text.contains("being sent"))
        state.press(.character("n"))
        _ = update(&state, .reportSettled(key(.stamps, 8)))
        #expect(state.press(.character("q")) == [.quit])
    }
}
