import Dashboard
import Testing

@testable import App

/// What a configuration may say about keys and filters.
@Suite struct KeysConfigurationTests {
    private let document = ConfigurationDocument(
        file: "/etc/vigil/config.yaml",
        directories: BaseDirectories(environment: [:], home: "/home/asha"))

    private func read(_ text: String) throws(ConfigurationFailure) -> Configuration {
        try Configuration(parsing: Array(text.utf8), of: document)
    }

    private func failure(_ text: String) -> String? {
        do throws(ConfigurationFailure) {
            _ = try read(text)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `Keys, filters and the mouse are taken as they are written`() throws {
        let read = try read(
            """
            keys:
              quit: [Q, ctrl-x]
              check_now: f5
            filters: {mine: "state:failed vendor:reap"}
            appearance: {mouse: false}
            """)
        let expected = try KeyMap([
            .init(action: "quit", keys: ["Q", "ctrl-x"]), .init(action: "check_now", keys: ["f5"]),
        ])
        #expect(read.keys == expected)
        #expect(read.filters == [SavedFilter(name: "mine", text: "state:failed vendor:reap")])
        #expect(!read.appearance.mouse)
        #expect(try self.read("").appearance.mouse)
    }

    @Test(arguments: [
        (
            "keys:\n  qiut: q\n",
            #"2:3: unknown action "qiut" in keys; did you mean quit?"#
        ),
        (
            "keys:\n  help: x\n  track: [r]\n",
            "3:10: keys: r is a key of both track and check_now: give one of them another key"
        ),
        ("keys: {quit: []}", "1:14: keys: quit needs at least one key"),
        (
            "keys: {quit: {a: b}}",
            "1:14: keys.quit must be a key such as q or ctrl-x, not keys with values"
        ),
        ("keys: {help: ctrl-c}", "1:14: keys: ctrl-c always quits"),
        ("keys: q", "1:7: keys must be actions with their keys, such as quit: [q, ctrl-x]"),
        (
            "filters: {mine: []}",
            "1:17: filters.mine must be a filter such as 'state:failed', not a list"
        ),
        ("appearance: {mouse: 1}", #"1:21: appearance.mouse must be true or false, not "1""#),
    ])
    func `A mistake is told with its line and what to write`(text: String, message: String) {
        #expect(failure(text) == "/etc/vigil/config.yaml:" + message)
    }
}
