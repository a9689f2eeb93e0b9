import Testing

@testable import App

/// What is proposed for a misspelt name.
struct SpellingTests {
    @Test(arguments: [
        ("api_kee", "api_key"), ("apikey", "api_key"), ("API-KEY", "api_key"),
        ("aip_key", "api_key"), ("bas_url", "base_url"), ("baseurl", "base_url"),
        ("tokken", "token"), ("resulthost", "result_hosts"),
    ])
    func `The nearest known name is proposed`(written: String, meant: String) {
        #expect(Spelling.nearest(to: written, among: Self.known) == meant)
    }

    @Test(arguments: ["", "___", "password", "x"])
    func `Nothing is proposed when nothing is near`(written: String) {
        #expect(Spelling.nearest(to: written, among: Self.known) == nil)
    }

    @Test func `A text far longer than any name is near nothing`() {
        let written = String(repeating: "api_key", count: 100_000)
        #expect(Spelling.nearest(to: written, among: Self.known) == nil)
    }

    private static let known = ["base_url", "api_key", "token", "result_hosts", "paths"]
}
