import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct KeysTests {
    private let failedBatch = key(.reap, 4)

    @Test func `The batch that failed is selected first and r asks about it`() {
        var state = dashboard()
        #expect(state.press(.character("r")) == [.check([failedBatch])])
    }

    @Test func `Untracking asks first and no key but y does it`() {
        var state = dashboard()
        #expect(state.press(.character("d")) == [])
        #expect(state.text.contains("Untrack?"))
        #expect(state.text.contains("reap:\(failedBatch.id)"))
        #expect(state.press(.enter) == [])
        #expect(state.press(.character("n")) == [])
        #expect(!state.text.contains("Untrack"))
        #expect(state.press(.character("d"), .character("y")) == [.untrack(failedBatch)])
    }

    @Test func `An answer concerns the item of the question whatever moves underneath`() {
        var state = dashboard()
        state.press(.character("d"))
        let worse = item(.reap, 1, "March import", counts(.failed, 9, 9, 9))
        _ = update(&state, .itemChanged(worse))
        _ = update(&state, .itemRemoved(key(.kyc, 12)))
        #expect(state.press(.character("y")) == [.untrack(failedBatch)])
    }

    @Test func `The selection follows its item when the order changes`() {
        var state = dashboard()
        state.press(.down, .down)
        let selected = state.selectedKey
        _ = update(
            &state, .itemChanged(item(.reap, 1, "March import", counts(.failed, 9, 9, 9))))
        #expect(state.selectedKey == selected)
        #expect(state.text.contains("▌›Deepvue  Bank check"))
    }

    @Test func `A usage report is started once and only after a yes`() {
        var state = dashboard(view: .stamps)
        #expect(state.press(.character("R")) == [])
        #expect(state.press(.character("y")) == [.startReport(key(.stamps, 8))])
        #expect(state.press(.character("y")) != [.startReport(key(.stamps, 8))])
    }

    @Test func `Read-only writes nothing to a vendor and says why`() {
        var state = dashboard(isReadOnly: true, view: .kyc)
        #expect(state.press(.character("n")) == [])
        #expect(state.overlays.isEmpty)
        #expect(state.text.contains("Read-only: nothing can be submitted."))
        #expect(!state.text.contains("new KYC"))
        state.press(.character("2"))
        #expect(state.press(.character("R")) == [])
        #expect(state.overlays.isEmpty)
        #expect(!state.text.contains("usage report  "))
    }

    @Test func `The form opens on the selected customer and asks what is demanded`() {
        var state = dashboard(view: .kyc)
        state.press(.down)
        let customer = key(.kyc, 13).id
        #expect(
            state.press(.character("n")) == [
                .loadRequirements(customer: customer),
                .loadDraft(subject: "submission:\(customer)"),
                .loadDraft(subject: "submission:"),
            ])
        // What is typed is kept, so that quitting needs no question.
        #expect(state.press(.control("c")) == [.quit])
    }

    @Test func `While something is sent Ctrl-C asks; a second one quits, and n goes back`() {
        var state = dashboard(view: .kyc)
        state.sending = ["someone"]
        state.press(.character("n"))
        #expect(state.press(.control("c")) == [])
        #expect(state.press(.character("n")) == [])
        #expect(state.press(.control("c")) == [])
        #expect(state.press(.control("c")) == [.quit])
    }

    @Test func `The cursor stays at the top until it is moved, then it follows its item`() {
        func moving(_ number: Int) -> TrackedItem {
            item(.reap, number, "Batch \(number)", counts(.inProgress, 1000, 450, 12))
        }
        let failed = item(.reap, 9, "Bad", counts(.failed, 9, 9, 9))
        var state = dashboard(80, 24, (1...5).map(moving))
        _ = update(&state, .itemChanged(failed))
        #expect(state.selectedKey == failed.key)
        state.press(.down, .up)
        _ = update(
            &state, .itemChanged(item(.reap, 8, "Worse", counts(.failed, 9, 9, 9), tracked: "9h")))
        #expect(state.selectedKey == failed.key)
        #expect(state.text.contains("›Reap     Bad"))
        state.press(.character("/"), .character("b"))
        #expect(state.selectedKey == state.rows.first?.item.key)
    }

    @Test func `A page that is open stays on its item, and the cursor with it`() {
        var state = dashboard()
        state.press(.enter)
        _ = update(
            &state, .itemChanged(item(.reap, 8, "Worse", counts(.failed, 9, 9, 9), tracked: "9h")))
        #expect(state.text.contains("Batches › 00000004"))
        state.press(.escape)
        #expect(state.selectedKey == failedBatch)
    }

    @Test func `A double click opens the row under it`() throws {
        var state = dashboard()
        let y = try #require(screen(state).rows.firstIndex { $0.contains("Night run") })
        _ = update(&state, .input(.mouse(Mouse(.doubleClick, at: Position(x: 12, y: y)))))
        #expect(state.text.contains("Batches › Night run"))
    }

    @Test func `An id can be corrected in its middle`() {
        var state = dashboard()
        state.press(.character("a"))
        state.type("bulk_stmp_v2_New")
        for _ in 0..<9 { state.press(.left) }
        state.press(.character("a"))
        let new = ItemKey(kind: .stamps, id: "bulk_stamp_v2_New")
        #expect(state.press(.enter) == [new.map { .track($0, label: nil) } ?? .quit])
    }

    @Test func `An id is tracked after it was held against its kind`() {
        var state = dashboard()
        state.press(.character("a"))
        state.type("nonsense")
        #expect(state.press(.enter) == [])
        #expect(state.text.contains("This is not a batch UUID"))
        state.press(.control("u"))
        _ = update(&state, .input(.paste("bulk_stamp_v2_New\n")))
        state.press(.tab)
        state.type("June  leases")
        let new = ItemKey(kind: .stamps, id: "bulk_stamp_v2_New")
        #expect(state.press(.enter) == [new.map { .track($0, label: "June leases") } ?? .quit])
        #expect(state.overlays.isEmpty)
    }

    @Test func `Pause, theme, copy, suspend, repaint and quit each have their effect`() throws {
        let palette = try #require(Base16([UInt32](repeating: 0x112233, count: 16)))
        var state = dashboard(themes: [.plain, Theme(name: "second", palette: palette)])
        #expect(state.press(.character("p")) == [.pausePolling(true)])
        #expect(state.text.contains("paused"))
        #expect(state.press(.character("p")) == [.pausePolling(false)])
        #expect(state.press(.character("T")) == [])
        #expect(state.text.contains("Theme second."))
        #expect(state.theme.name == "second")
        #expect(state.press(.character("y")) == [.copy(failedBatch.id)])
        #expect(state.press(.control("z")) == [.suspend])
        #expect(state.press(.control("l")) == [.repaint])
        #expect(state.press(.character("q")) == [.quit])
        #expect(state.press(.control("c")) == [.quit])
    }

    @Test func `A notice goes with the next key`() {
        var state = dashboard()
        _ = update(&state, .noticed(Notice("The store is locked.", isFault: true)))
        #expect(state.text.contains("! The store is locked."))
        state.press(.down)
        #expect(!state.text.contains("The store is locked."))
    }

    @Test func `The item page opens, follows its item and goes when the item goes`() {
        var state = dashboard()
        state.press(.enter)
        #expect(state.text.contains("Batches › 00000004"))
        _ = update(&state, .itemRemoved(failedBatch))
        #expect(!state.text.contains("Batches ›"))
        state.press(.enter, .escape)
        #expect(state.detail == nil)
    }

    @Test func `Every key the footer names does something`() {
        for view in View.allCases {
            var state = dashboard(200, 40, view: view)
            let named = state.options.keys.bindings.filter { state.whyNot($0.action) == nil }
            for binding in named {
                var pressed = state
                guard let key = binding.keys.last else { continue }
                let effects = pressed.press(key)
                #expect(pressed.notice?.isFault != true, "\(view): \(binding.name)")
                let isMove = binding.group == .move || binding.action == .view(view)
                #expect(isMove || !effects.isEmpty || pressed != state, "\(view): \(binding.name)")
            }
            state.press(.character("?"))
            #expect(state.overlays.count == 1)
        }
    }

    @Test func `A click does what is drawn under it`() throws {
        var state = dashboard()
        func click(_ text: String) throws -> [Effect] {
            let rows = screen(state).rows
            let y = try #require(rows.lastIndex { $0.contains(text) })
            let range = try #require(rows[y].firstRange(of: text))
            let x = TextWidth.of(rows[y][..<range.lowerBound])
            return update(
                &state, .input(.mouse(Mouse(.press, at: Position(x: x, y: y)))))
        }
        _ = try click("Night run")
        #expect(state.selectedKey == key(.reap, 5))
        _ = try click("FAILED CHECKED")
        #expect(state.sort.column == .failed)
        #expect(state.rows.first?.item.key == key(.reap, 4))
        #expect(try click("r check now") == [.check([key(.reap, 5)])])
        _ = try click("3 KYC")
        #expect(state.view == .kyc)
        #expect(try click("q quit") == [.quit])
    }
}
