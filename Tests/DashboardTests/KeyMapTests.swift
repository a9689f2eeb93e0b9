import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct KeyMapTests {
    private func change(_ action: String, _ keys: String...) -> KeyMap.Change {
        KeyMap.Change(action: action, keys: keys)
    }

    @Test func `A key that was moved does the same, and footer, help and palette name it`() throws {
        var options = Options()
        options.keys = try KeyMap([change("check_now", "x", "ctrl-r"), change("quit", "Q")])
        var state = State(
            now: noon, size: Size(width: 120, height: 50), vendors: Set(Vendor.allCases),
            options: options)
        _ = update(&state, .itemsLoaded(varied))
        #expect(state.press(.character("x")) == [.check([key(.reap, 4)])])
        #expect(state.press(.control("r")) == [.check([key(.reap, 4)])])
        #expect(state.press(.character("r")) == [])
        #expect(state.press(.character("q")) == [])
        state.press(.escape)
        #expect(state.text.contains("x Ctrl-R check now"))
        #expect(state.text.contains("Q quit"))
        state.press(.character("?"))
        #expect(state.text.contains("x Ctrl-R"))
        state.press(.escape, .character(":"))
        state.type("check now")
        #expect(state.text.contains("x Ctrl-R"))
        state.press(.escape)
        #expect(state.press(.character("Q")) == [.quit])
        #expect(state.press(.control("c")) == [.quit], "Ctrl-C always quits")
    }

    @Test func `Two actions on one key, no key, and names that nobody knows are faults`() {
        func fault(_ changes: KeyMap.Change...) -> KeyMap.Fault? {
            do throws(KeyMap.Fault) {
                _ = try KeyMap(changes)
                return nil
            } catch {
                return error
            }
        }
        #expect(fault(change("track", "r"))?.message.contains("check_now") == true)
        #expect(fault(change("track", "r"), change("check_now", "a")) == nil)
        #expect(fault(change("quit", "q"), change("help", "q"))?.change == 0)
        #expect(fault(change("help", "x"), change("qiut", "q"))?.isUnknownAction == true)
        #expect(fault(change("help", "x"), change("qiut", "q"))?.change == 1)
        #expect(fault(change("quit")) != nil)
        #expect(fault(change("help", "ctrl-c"))?.message == "ctrl-c always quits")
        #expect(fault(change("help", "hyper-x")) != nil)
        #expect(fault(change("help", "ctrl-m")) != nil, "a terminal sends Enter for it")
    }

    @Test func `Every action has a name of its own, and no two share a key`() {
        let names = KeyMap.actionNames
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z][a-z_]*/) != nil })
        let keys = KeyTable.bindings.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }
}
