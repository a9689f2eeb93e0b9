import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// A file of submissions is chosen, looked at, and sent from the screen.
@Suite struct SubmitFileTests {
    private func prompt(_ width: Int = 80, _ height: Int = 24) -> State {
        var state = dashboard(width, height, [], vendors: [.dollarpe], view: .kyc)
        _ = state.press(.character("u"))
        state.type("people.json")
        return state
    }

    /// The same with a file that nothing is wrong with, on its way.
    private func running(_ width: Int = 80, _ height: Int = 24) -> State {
        var state = prompt(width, height)
        _ = state.press(.enter)
        let verdict = UploadVerdict(rows: 3, faults: [], digest: "d1")
        _ = update(&state, .uploadChecked(path: "people.json", verdict))
        _ = state.press(.character("y"))
        return state
    }

    @Test func `Every fault is shown by row, and nothing can be sent`() {
        var state = prompt()
        #expect(state.press(.enter).contains(.checkUpload(.kyc, path: "people.json")))
        let faults = ["object 2: tax_number: Nothing is given", "object 3: dob: In the future"]
        _ = update(
            &state,
            .uploadChecked(
                path: "people.json", UploadVerdict(rows: 3, faults: faults, digest: "d1")))
        #expect(state.text.contains("2 faults: nothing can be sent like this"))
        for fault in faults { #expect(state.text.contains(fault)) }
        #expect(state.press(.character("y")).isEmpty)
    }

    @Test func `y sends each once, with a bar and a row for each result`() {
        var state = prompt()
        _ = state.press(.enter)
        let verdict = UploadVerdict(rows: 3, faults: [], digest: "d1")
        _ = update(&state, .uploadChecked(path: "people.json", verdict))
        #expect(state.text.contains("3 rows, nothing wrong. y sends each once to DollarPe."))
        let effects = state.press(.character("y"))
        #expect(effects == [.submitFile(path: "people.json", digest: "d1")])
        #expect(state.press(.character("y"), .enter).isEmpty)
        _ = update(
            &state, .fileSubmitted(digest: "d1", SubmittedRow("object 1: accepted", .accepted)))
        #expect(state.text.contains("1 of 3: 1 accepted"))
        #expect(state.text.contains("object 1: accepted"))
        _ = update(
            &state, .fileSubmitted(digest: "d1", SubmittedRow("object 2: rejected", .rejected)))
        _ = update(
            &state, .fileSubmitted(digest: "d1", SubmittedRow("object 3: unknown", .unknown)))
        _ = update(&state, .fileSettled(digest: "d1", "What was not accepted comes first."))
        let rows = screen(state).rows
        let bad = rows.firstIndex { $0.contains("object 2: rejected") } ?? .max
        let good = rows.firstIndex { $0.contains("object 1: accepted") } ?? 0
        #expect(bad < good)
        #expect(state.text.contains("3 of 3: 1 accepted, 1 not accepted, 1 unknown"))
        _ = state.press(.enter)
        #expect(state.overlays.isEmpty)
    }

    @Test func `Escape begins no further one, and closing waits for what is on its way`() {
        var state = running()
        #expect(state.press(.escape) == [.stopSubmitting(digest: "d1")])
        #expect(!state.overlays.isEmpty && state.text.contains("what is on its way"))
        #expect(state.sending == ["d1"])
        _ = update(&state, .fileSettled(digest: "d1", "2 not sent: the same file goes on there."))
        #expect(state.sending.isEmpty)
        _ = state.press(.escape)
        #expect(state.overlays.isEmpty)
    }

    @Test func `Quitting while a file is on its way is asked about`() {
        var state = running()
        _ = state.press(.control("c"))
        guard case .question(let question)? = state.overlays.last else {
            Issue.record("it is not asked")
            return
        }
        #expect(question.subject == .quitWhileSending)
    }

    @Test(arguments: [(120, 40), (40, 10)])
    func `The bar, the counts and the latest result are in view at every size`(
        width: Int, height: Int
    ) {
        var state = running(width, height)
        for number in 1...3 {
            _ = update(
                &state,
                .fileSubmitted(digest: "d1", SubmittedRow("object \(number): accepted", .accepted)))
        }
        #expect(state.text.contains("3 of 3") && state.text.contains("object 3"))
    }
}
