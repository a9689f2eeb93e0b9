import Foundation
import TerminalUI
import Testing

@testable import Dashboard

/// Every key is held by a story on the built program.
struct KeyCoverageTests {
    private static let stories = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "VigilTests")

    /// The lines of the table: key, what it does, test.
    private static func table() throws -> [(key: String, does: String, test: String)] {
        try String(contentsOf: stories.appending(path: "keys.md"), encoding: .utf8)
            .split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
                let cells = line.split(separator: "|")
                    .map { $0.trimmingCharacters(in: .whitespaces) }
                return (cells[0].trimmingCharacters(in: ["`"]), cells[1], cells[2])
            }
    }

    @Test func `Each key stands in keys.md with a story that there is`() throws {
        let table = try Self.table()
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.stories, includingPropertiesForKeys: nil)
        let sources = try files.filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        for line in table {
            #expect(
                sources.contains("`\(line.test)`("), "\(line.key): there is no \"\(line.test)\"")
        }
        for binding in KeyTable.bindings {
            let (key, action) = (binding.name(in: .unicode), binding.action.name)
            #expect(
                table.contains { $0.key == key && $0.does == action },
                "\(key), which is \(action), is not in Tests/VigilTests/keys.md")
        }
        let mouse = ["click", "double click", "wheel", "resize"]
        let known = Set(KeyTable.bindings.map(\.action.name))
        for line in table where !mouse.contains(line.key) {
            #expect(known.contains(line.does), "\(line.key) in keys.md does nothing")
        }
    }
}
