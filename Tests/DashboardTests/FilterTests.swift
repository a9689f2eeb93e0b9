import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct FilterTests {
    @Test(arguments: [
        ("march", [1]), ("MARCH", [1]), ("state:failed vendor:reap", [4]), ("00000004", [4]),
        ("import !march !april", [11]), ("flag:stuck", [5]), ("error:network", [11]),
        ("kind:stamps !mumbai", [8]), ("reviewing", [7]), ("selfie", [12]),
        ("march failed", []),
    ])
    func `Terms must all hold, with fields and exclusion`(_ text: String, _ numbers: [Int]) {
        var state = dashboard()
        state.press(.character("/"))
        state.type(text)
        let wanted = varied.filter { item in
            numbers.contains { number in
                Kind.allCases.contains { key($0, number) == item.key }
            }
        }.map(\.key)
        #expect(Set(state.rows.map(\.item.key)) == Set(wanted))
    }

    @Test func `Enter keeps the filter, escape takes it away`() {
        var state = dashboard()
        state.press(.character("/"))
        state.type("march")
        #expect(state.text.contains("1 of 16"))
        #expect(screen(state).cursor != nil)
        state.press(.enter)
        #expect(state.text.contains(" / march"))
        #expect(screen(state).cursor == Position(x: 1, y: 3), "on the selected row")
        #expect(state.press(.character("r")) == [.check([key(.reap, 1)])])
        state.press(.escape)
        #expect(state.rows.count == varied.count)
    }

    @Test func `A filter that matches nothing says how to get out`() {
        var state = dashboard()
        state.press(.character("/"))
        state.type("zzz")
        #expect(state.text.contains("Nothing matches the filter."))
        #expect(state.text.contains("0 of 16"))
    }

    @Test func `The filter is edited like any field`() {
        var state = dashboard(40, 10)
        state.press(.character("/"))
        state.type("mrch")
        state.press(.home, .right, .character("a"))
        #expect(state.text.contains(" / march"))
        #expect(state.rows.map(\.item.key) == [key(.reap, 1)])
        #expect(screen(state).cursor == Position(x: 5, y: 8))
        state.press(.control("u"))
        #expect(state.text.contains(" / rch"))
        state.press(.control("k"))
        state.type(String(repeating: "long", count: 20))
        #expect(state.text.contains("‹"))
    }

    @Test func `Typing letter by letter shows what the whole text shows`() {
        for text in ["march !x", "!march reap", "state:failed reap", "flag:s !n", "a  b", "kyc 1"] {
            var typed = dashboard()
            typed.press(.character("/"))
            for character in text {
                typed.press(.character(character))
                var whole = dashboard()
                whole.press(.character("/"))
                _ = update(&whole, .input(.paste(typed.filterText)))
                #expect(typed.rows == whole.rows, "\(typed.filterText)")
            }
        }
    }

    @Test func `Capitals beyond ASCII are found by small letters`() {
        var state = dashboard(80, 24, [item(.reap, 1, "ÉTÉ İzmir ΣΟΦΊΑ", nil), varied[1]])
        for text in ["été", "σοφία", "ÉTÉ"] {
            state.press(.character("/"))
            state.type(text)
            #expect(state.rows.count == 1, "\(text)")
            state.press(.escape)
        }
    }
}
