import Testing

@testable import App

private let host = Host(environment: [:], login: "asha")
private let parser = ArgumentParser(commands: CommandTable.commands, globals: CommandTable.globals)

@Suite struct CommandLineTests {
    @Test func `Options stand anywhere and take their value either way`() throws {
        let typed = ["--json", "track", "--label=A b", "reap", "--from", "-", "--", "--odd"]
        let invocation = try parser.parse(typed, host: host)
        #expect(invocation.command == "track")
        #expect(invocation.operands == ["reap", "--odd"])
        #expect(invocation.value("label") == "A b")
        #expect(invocation.value("from") == "-")
        #expect(invocation.has("json"))
        #expect(invocation.operatorName == "asha")
    }

    @Test func `No command is the dashboard`() throws {
        let invocation = try parser.parse(["--theme", "vigil-light"], host: host)
        #expect(invocation.command == "")
        #expect(invocation.value("theme") == "vigil-light")
    }

    @Test func `An option of another command is unknown`() {
        #expect(throws: ProgramFailure.self) {
            try parser.parse(["list", "--label", "x"], host: host)
        }
        #expect(throws: ProgramFailure.self) {
            try parser.parse(["--theme", "x", "list"], host: host)
        }
    }

    @Test(arguments: [("1", 1), ("30", 30), ("0", nil), ("x", nil), ("1e3", nil), ("", nil)])
    func `A number is held to its bounds`(text: String, expected: Int?) {
        var invocation = Invocation(host: host)
        invocation.options["batches"] = [text]
        let number = try? invocation.number("batches", in: 1...100)
        #expect(number == expected)
    }

    @Test(arguments: [
        ("trakc", "did you mean track?"), ("lst", "did you mean list?"), ("zzz", nil),
    ])
    func `The nearest name is offered when it is near`(typed: String, hint: String?) {
        #expect(Spelling.hint(for: typed, among: ["track", "list", "demo"]) == hint)
    }
}
