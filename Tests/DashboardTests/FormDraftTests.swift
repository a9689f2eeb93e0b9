import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// Every form keeps what was typed, offers it again, and takes a paste for all of its fields.
@Suite struct FormDraftTests {
    private func kept(_ effects: [Effect]) -> (draft: FormDraft, subject: String)? {
        for case .keepDraft(let draft, let subject) in effects { return (draft, subject) }
        return nil
    }

    @Test func `A customer's form is kept with every letter, and there again after Esc`() throws {
        var state = dashboard(100, 30, [])
        #expect(state.press(.character("N")) == [.loadDraft(subject: "customer:")])
        state.type("Asha Testwal")
        let (draft, subject) = try #require(kept(state.press(.character("a"))))
        #expect(subject == "customer:")
        guard case .record(let record) = draft else {
            Issue.record("another form is kept")
            return
        }
        #expect(record[.fullName] == "Asha Testwala")
        _ = state.press(.escape)
        #expect(state.overlays.isEmpty && state.text.contains("kept as a draft"))
        _ = state.press(.character("N"))
        _ = update(&state, .draftFound(draft, subject: subject, savedAt: noon))
        #expect(state.text.contains("Your draft of"))
        _ = state.press(.end)
        #expect(state.text.contains("Asha Testwala"))
    }

    @Test func `A draft does not overwrite what somebody has begun to type`() throws {
        var state = dashboard(100, 30, [])
        _ = state.press(.character("N"))
        state.type("B")
        var other = RecordDraft(.customer)
        other[.fullName] = "Asha Testwala"
        _ = update(&state, .draftFound(.record(other), subject: "customer:", savedAt: noon))
        #expect(!state.text.contains("Asha"))
    }

    @Test func `A field that is emptied again leaves no draft`() {
        var state = dashboard(100, 30, [])
        _ = state.press(.character("N"))
        state.type("B")
        #expect(state.press(.backspace) == [.discardDraft(subject: "customer:")])
    }

    @Test func `An order's draft asks for the articles of its state`() {
        var state = dashboard(100, 30, [])
        _ = state.press(.character("O"))
        var draft = RecordDraft(.order)
        draft[.state] = "DL"
        draft[.article] = "22129"
        #expect(
            update(&state, .draftFound(.record(draft), subject: "order:", savedAt: noon))
                == [.loadArticles(state: "DL")])
        let articles = [StampArticle(id: "22129", code: "L1", name: "Lease")]
        _ = update(&state, .articlesArrived(state: "DL", articles))
        #expect(state.text.contains("22129  Lease"))
    }

    @Test func `A draft that cannot be opened is told`() {
        var state = dashboard(100, 30, [])
        _ = state.press(.character("N"))
        _ = update(&state, .draftSealed(subject: "customer:"))
        #expect(state.text.contains("A draft is kept sealed"))
    }

    @Test func `The file that was to be uploaded is remembered until it is`() throws {
        var state = dashboard(100, 30, [])
        #expect(state.press(.character("u")).contains(.loadDraft(subject: "upload:")))
        state.type("people.cs")
        let (draft, subject) = try #require(kept(state.press(.character("v"))))
        #expect(subject == "upload:")
        #expect(draft == .upload(.reap, path: Personal("people.csv")))
        _ = state.press(.escape, .character("u"))
        _ = update(&state, .draftFound(draft, subject: subject, savedAt: noon))
        #expect(state.text.contains("people.csv") && state.text.contains("not uploaded yet"))
        #expect(state.press(.control("u")).contains(.discardDraft(subject: "upload:")))
    }

    @Test func `A pasted object or row fills the whole customer form`() {
        var state = dashboard(100, 30, [])
        _ = state.press(.character("N"))
        let effects = update(&state, .input(.paste(#"{"full_name": "Asha Testwala"}"#)))
        #expect(
            effects == [
                .readPaste(Personal(#"{"full_name": "Asha Testwala"}"#), .record(.customer))
            ])
        var draft = RecordDraft(.customer)
        draft[.fullName] = "Asha Testwala"
        draft[.phone] = "+91 99110 02211"
        draft[.nonResident] = "no"
        #expect(!update(&state, .pasteRead(PastedForm(.record(draft)))).isEmpty)
        #expect(state.text.contains("3 fields were filled in"))
        _ = state.press(.tab, .tab)
        #expect(state.text.contains("9911002211") && !state.text.contains("Testwala"))
        _ = update(&state, .pasteRead(nil))
        #expect(state.text.contains("neither this form in JSON nor a row"))
    }

    @Test func `A state is found by its name, and the arrows choose among several`() {
        var state = dashboard(100, 30, [])
        _ = state.press(.character("O"), .tab, .tab)
        state.type("west")
        #expect(state.press(.tab).contains(.loadArticles(state: "WB")))
        _ = state.press(.backTab, .control("u"))
        state.type("pradesh")
        #expect(state.text.contains("HP  Himachal Pradesh"))
        _ = state.press(.down, .down)
        #expect(state.press(.enter).contains(.loadArticles(state: "AR")))
        _ = state.press(.backTab, .control("u"))
        state.type("or")
        #expect(state.press(.tab).contains(.loadArticles(state: "OR")))
    }

    @Test func `The smallest terminal shows the options of a choice, and which one it is`() {
        var state = dashboard(40, 10, [])
        _ = state.press(.character("O"), .tab, .tab)
        state.type("pradesh")
        _ = state.press(.down, .down)
        #expect(state.text.contains("› AR"), "\(state.text)")
    }

    @Test func `Words are moved over, cut, brought back and undone in every form's fields`() {
        for (key, open) in [(Key.character("N"), "full_name"), (.character("O"), "first_party")] {
            var state = dashboard(100, 30, [])
            _ = state.press(key)
            #expect(state.text.contains(open))
            state.type("Invented Person Name")
            _ = state.press(.alt("b"), .alt("b"), .alt("d"))
            #expect(state.text.contains("Invented  Name"))
            _ = state.press(.control("y"))
            #expect(state.text.contains("Invented Person Name"))
            _ = state.press(.control("a"), .control("k"))
            #expect(!state.text.contains("Invented"))
            _ = state.press(.alt("u"))
            #expect(state.text.contains("Invented Person Name"))
            _ = state.press(.alt("r"))
            #expect(!state.text.contains("Invented"))
        }
    }
}
