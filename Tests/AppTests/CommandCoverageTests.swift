import Foundation
import Testing

@testable import App

/// Every command and option is explained, has an example, and is held by a test that exists.
struct CommandCoverageTests {
    private static let parser = ArgumentParser(
        commands: CommandTable.commands, globals: CommandTable.globals)
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: parser.commands.map(\.name))
    func `A command's example can be typed as it is`(name: String) throws {
        let command = try #require(Self.parser.commands.first { $0.name == name })
        let words = command.example.split(whereSeparator: \.isWhitespace).map(String.init)
        let program = try #require(words.firstIndex(of: "vigil"))
        let end = words[program...].firstIndex { ["|", ">", "&&", ">>", "<"].contains($0) }
        let typed = Array(words[(program + 1)..<(end ?? words.endIndex)])
        let host = Host(environment: [:], login: "asha")
        let invocation = try Self.parser.parse(typed, host: host)
        #expect(invocation.command == name)
    }

    @Test func `Each option stands in options.md with a test that there is`() throws {
        let table = try String(
            contentsOf: Self.tests.appending(path: "VigilTests/options.md"), encoding: .utf8)
        var named: [String: String] = [:]
        for line in table.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingPrefix(" ") }
            let name = String(cells[0].drop { $0 == "`" }.prefix { $0 != "`" })
            named[name] = String(cells[1]).trimmingCharacters(in: .whitespaces)
        }
        let sources = try Self.sources()
        var wanted = Set(CommandTable.globals.map { "--\($0.name)" })
        for command in CommandTable.commands {
            let name = command.name.isEmpty ? "vigil" : command.name
            wanted.insert(name)
            for option in command.options { wanted.insert("\(name) --\(option.name)") }
        }
        for name in wanted.sorted() {
            let test = named[name]
            #expect(test != nil, "\(name) is not in Tests/VigilTests/options.md")
            if let test {
                #expect(
                    sources.contains("`\(test)`("), "\(name): there is no test \"\(test)\"")
            }
        }
        for name in named.keys.sorted() where !wanted.contains(name) {
            Issue.record("\(name) in options.md is no command and no option")
        }
    }

    private static func sources() throws -> String {
        let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
        var text = ""
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "swift" {
                text += try String(contentsOf: file, encoding: .utf8)
            }
        }
        return text
    }
}
