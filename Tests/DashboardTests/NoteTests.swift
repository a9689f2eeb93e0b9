import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct NoteTests {
    private let failed = key(.reap, 4)

    @Test func `w writes a note on the item that was selected then`() {
        var state = dashboard()
        #expect(state.press(.character("w")) == [])
        #expect(state.text.contains("Note on 00000004"))
        #expect(state.text.contains("no personal data"))
        state.type("asked Reap")
        _ = update(&state, .itemRemoved(failed))
        #expect(state.press(.enter) == [.note(failed, text: "asked Reap")])
        #expect(state.overlays.isEmpty)
        #expect(
            dashboard().text.contains("w write a note") || dashboard(160).text.contains("w write"))
    }

    @Test func `What is no note stays in its line and says why`() {
        var state = dashboard()
        state.press(.character("w"))
        #expect(state.press(.enter) == [])
        #expect(state.text.contains("Write the note first."))
        state.type("PAN ABCPE1234F")
        #expect(!state.text.contains("Write the note first."))
        #expect(state.press(.enter) == [])
        #expect(state.text.contains("looks like it holds a PAN"))
        state.press(.control("u"))
        _ = update(&state, .input(.paste(String(repeating: "x", count: 290) + "\n\u{1B}[2J")))
        #expect(state.text.contains("294 of 280 characters"))
        #expect(state.press(.enter) == [])
        #expect(state.text.contains("280 is the most"))
        #expect(state.press(.escape) == [])
        #expect(state.overlays.isEmpty)
    }

    @Test func `An item's page shows its notes newest first, and asks for them anew`() {
        var state = dashboard(80, 24)
        let notes = [
            ItemNote(at: .ago("1m"), text: "Reap answered", operatorName: "asha"),
            ItemNote(at: .ago("2h"), text: "asked Reap", operatorName: "mira"),
        ]
        #expect(state.press(.enter) == [.loadHistory(failed)])
        _ = update(&state, .notesLoaded(key(.reap, 9), notes))
        #expect(!state.text.contains("Notes"))
        _ = update(&state, .notesLoaded(failed, notes))
        let rows = screen(state).rows
        let head = rows.firstIndex { $0.contains("Notes") } ?? 0
        #expect(rows[head + 1].contains("14:04:30") && rows[head + 1].contains("asha"))
        #expect(rows[head + 2].contains("Reap answered"))
        #expect(rows[head + 3].contains("mira"))
        #expect(rows[head + 4].contains("asked Reap"))
        #expect(update(&state, .notesFound([failed])) == [.loadHistory(failed)])
        let many = (1...11).map { ItemNote(at: noon, text: "try \($0)", operatorName: nil) }
        _ = update(&state, .notesLoaded(failed, many))
        let wide = dashboard(160, 50)
        #expect(!wide.text.contains("older"))
        state.press(.pageDown)
        #expect(state.text.contains("3 older notes: vigil show reap:0000"))
    }

    @Test func `A sign tells in the table that somebody wrote, where there is room`() {
        var state = dashboard(120, 40)
        _ = update(&state, .notesFound([key(.reap, 1)]))
        #expect(state.text.contains("March import ¶"))
        #expect(!state.text.contains("April import ¶"))
        var plain = dashboard(120, 40, glyphs: .ascii)
        _ = update(&plain, .notesFound([key(.reap, 1)]))
        #expect(plain.text.contains("March import \""))
        let long = item(.reap, 1, "A label that is longer than its column", nil)
        var narrow = dashboard(40, 10, [long])
        let before = narrow.text
        _ = update(&narrow, .notesFound([long.key]))
        #expect(narrow.text == before)
    }

    @Test func `A paste that does not fit is refused with a word in every field`() {
        let long = String(repeating: "x", count: 1342)
        let ways: [[Key]] = [
            [.character("/")], [.character(":")], [.character("a")], [.character("u")],
            [.character("w")],
            [.character("2"), .character("/")], [.character("2"), .right, .character("/")],
        ]
        for keys in ways {
            var state = dashboard(120, 40)
            for key in keys { state.press(key) }
            _ = update(&state, .input(.paste(long)))
            #expect(
                state.text.contains(
                    "Nothing was put in: 1,342 characters were pasted, and a field takes 1,000."),
                "\(keys)")
            #expect(!state.text.contains("xxx"))
            _ = update(&state, .input(.paste(String(repeating: "y", count: 1000))))
            #expect(!state.text.contains("Nothing was put in"))
            #expect(state.text.contains("yyy"), "\(keys)")
            state.press(.character("z"))
            #expect(state.text.contains("This field is full: 1,000 characters is the most."))
        }
    }

    @Test func `A locked screen shows no note`() {
        var state = dashboard(120, 40)
        state.press(.enter)
        _ = update(
            &state,
            .notesLoaded(failed, [ItemNote(at: noon, text: "asked Reap", operatorName: nil)]))
        #expect(state.text.contains("asked Reap"))
        _ = update(&state, .locked)
        #expect(!state.text.contains("asked Reap"))
    }
}
