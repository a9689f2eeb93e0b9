import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// Screens with nothing on them, which say what to do next.
struct EmptyScreenTests {
    @Test(arguments: [(40, 10), (80, 24), (120, 40), (200, 60)])
    func `Without a configuration it names the demo, the command and the file`(
        size: (Int, Int)
    ) {
        for view in [View.batches, .stamps, .kyc] {
            var state = dashboard(size.0, size.1, [], vendors: [], view: view)
            state.configurationFile = "/home/op/.config/vigil/config.yaml"
            let text = state.text
            for words in [
                "No vendor is configured yet.", "vigil demo", "vigil config init",
                "/home/op/.config/vigil/config.yaml",
            ] {
                #expect(text.contains(words), "\(view): \(words)")
            }
        }
    }

    @Test func `Without vendors the store's items are shown all the same`() {
        let text = dashboard(120, 40, varied, vendors: []).text
        #expect(text.contains("March import") && text.contains("no vendor configured"))
    }

    @Test func `A view whose vendor is not configured names it`() {
        let stamps = dashboard(80, 24, [], vendors: [.reap], view: .stamps).text
        #expect(stamps.contains("Surepass is not configured.") && stamps.contains("Add surepass"))
        let customers = dashboard(80, 24, [], vendors: [.reap], view: .kyc).text
        #expect(customers.contains("DollarPe is not configured."))
    }

    @Test func `A filter that nothing passes says so`() {
        var state = dashboard()
        state.press(.character("/"))
        state.type("zzz")
        #expect(state.text.contains("Nothing matches the filter."))
        #expect(state.text.contains("Esc clears it, / changes it."))
    }
}
