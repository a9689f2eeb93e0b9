import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// A home in which every secret and everything known of a person is a canary. What the program is
/// given (credentials, the files that it sends) lies outside the home, so that whatever is found
/// in there was written by the program or by what it started.
final class CanaryHouse {
    let canaries = Canaries()
    let home: Home
    let outside: Home
    let vendor: CanaryVendor
    let configuration: String

    init() throws {
        home = try Home()
        outside = try Home()
        vendor = try CanaryVendor(canaries)
        try outside.write(canaries.key, to: "key")
        try outside.write(canaries.secret, to: "secret")
        try outside.write(canaries.token, to: "token")
        try outside.write(canaries.clientID, to: "client")
        // What a program of others finds out about its surroundings is left in the home.
        let spy = try outside.write(
            """
            for file in $$/environ $$/cmdline $PPID/cmdline; do
                tr '\\0' '\\n' < /proc/$file >> \(home.path)/seen-by-children
            done
            case "$1" in
                credential) cat \(outside.path)/key ;;
                *) echo "$*" >> \(home.path)/seen-by-children ;;
            esac

            """, to: "spy")
        configuration = try home.write(
            """
            vendors:
              dollarpe:
                base_url: http://127.0.0.1:\(vendor.port)
                api_key: {command: [/bin/sh, \(spy), credential]}
                api_secret: {env: CANARY_SECRET}
              reap:
                base_url: http://127.0.0.1:\(vendor.port)
                api_key: {file: \(outside.path)/key}
              deepvue:
                base_url: http://127.0.0.1:\(vendor.port)
                client_id: {file: \(outside.path)/client}
                client_secret: {file: \(outside.path)/secret}
              surepass:
                base_url: http://127.0.0.1:\(vendor.port)
                token: {file: \(outside.path)/token}
            polling: {kyc: {first: 1s, every: 1s}}
            alerts: {command: [/bin/sh, \(spy)]}

            """, to: "vigil.yaml")
    }

    var environment: [String: String] {
        home.environment.merging(["CANARY_SECRET": canaries.secret]) { $1 }
    }

    /// The person as `submit` takes it.
    var json: String {
        canaries.person.json.replacing(
            #""additional_info": {}"#,
            with: #""additional_info": {"profession": "\#(canaries.extra)"}"#)
    }

    /// Runs a command and searches what it printed.
    @discardableResult
    func vigil(
        _ arguments: String..., location: SourceLocation = #_sourceLocation
    ) async throws -> ProgramOutput {
        let run = try await ProgramOutput.of(
            builtProduct("vigil"), arguments + ["--config", configuration],
            environment: environment)
        canaries.expectNone(
            in: run.output + "\n" + run.error, "vigil \(arguments.joined(separator: " "))",
            location: location)
        return run
    }

    /// Opens the dashboard's KYC view, recorded, on the tracked customer.
    func dashboard() async throws -> ProgramOnTerminal {
        try await vigil("track", "kyc", canaries.person.customer, "--label", "Intake 7")
        let screen = try terminal("--view", "kyc")
        try await screen.waitFor("Intake 7")
        return screen
    }

    /// Starts a command on a recorded terminal.
    func terminal(_ arguments: String...) throws -> ProgramOnTerminal {
        try ProgramOnTerminal(
            builtProduct("vigil"), arguments + ["--config", configuration],
            environment: environment, size: Size(width: 120, height: 40), isRecorded: true)
    }

    /// Runs everything that prints or exports what is kept, and searches that and every file.
    func searchEverything(location: SourceLocation = #_sourceLocation) async throws {
        let customer = "kyc:\(canaries.person.customer)"
        for words in [
            ["list", "--json"], ["list", "--all"], ["show", customer],
            ["show", customer, "--json"],
            ["audit", "list", "--json"], ["audit", "export"],
            ["audit", "export", "--format", "csv"],
            ["audit", "export", "--item", customer], ["export", "metrics"], ["store", "check"],
            ["doctor"], ["config", "show"],
        ] {
            let run = try await ProgramOutput.of(
                builtProduct("vigil"), words + ["--verbose", "--config", configuration],
                environment: environment)
            canaries.expectNone(
                in: run.output + "\n" + run.error, words.joined(separator: " "),
                location: location)
        }
        canaries.expectNone(inFolder: home.path, location: location)
    }
}

/// Whatever way a person's data and the credentials take, nothing of them is written in clear.
@Suite(.ownThread) struct CanaryTests {
    private let house: CanaryHouse
    private var canaries: Canaries { house.canaries }

    init() throws { house = try CanaryHouse() }

    /// Types into the field under the cursor, leaves it, and notes what was written meanwhile.
    private func type(
        _ value: String, _ screen: ProgramOnTerminal, _ seen: inout [Range<Int>]
    ) async throws {
        let start = screen.recording.count
        screen.send(value)
        try await screen.waitFor(String(value.suffix(4)))
        screen.send(.tab)
        try await screen.waitUntil("it masked") { !$0.shows(String(value.suffix(4))) }
        seen.append(start..<screen.recording.count)
    }

    /// Fills the form for a submission by typing.
    private func fillIn(
        _ screen: ProgramOnTerminal, _ seen: inout [Range<Int>]
    ) async throws {
        let person = canaries.person
        screen.send("n")
        try await screen.waitUntil("what is demanded") { $0.shows("given.") }
        for value in [person.name, person.phone, person.address, person.birth] {
            try await type(value, screen, &seen)
        }
        screen.send("03-04-2024\t")
        try await type(person.pan, screen, &seen)
        screen.send("PASSPORT\t")
        try await type("https://files.example/front-canary.png", screen, &seen)
        screen.send("https://files.example/back.pdf\t")
        try await type(person.number, screen, &seen)
        screen.send("https://files.example/selfie.jpeg\t\t")
        try await type(canaries.extra, screen, &seen)
    }

    /// Looks through every view and item, the clipboard and the lists.
    private func lookAround(_ screen: ProgramOnTerminal) async throws {
        for (key, sign) in [
            ("1", "PROGRESS"), ("2", "No e-stamp order"), ("4", "WHAT HAPPENED"),
            ("5", "answering"),
            ("3", "CUSTOMER"),
        ] {
            screen.send(key)
            try await screen.waitFor(sign)
        }
        screen.send("y")
        try await screen.waitUntil("the clipboard") {
            $0.commands.contains { $0.hasPrefix("52;c;") }
        }
        screen.send(.enter)
        try await screen.waitFor("KYC ›")
        try await screen.waitFor("email")
        screen.send(.escape)
        try await screen.waitUntil("the list") { !$0.shows("KYC ›") }
        screen.send("?")
        try await screen.waitFor("Keys: KYC")
        screen.send(.escape)
        try await screen.waitUntil("the help gone") { !$0.shows("Keys: KYC") }
    }

    @Test func `A form that is refused, kept, reviewed, revealed and sent leaves nothing in clear`()
        async throws
    {
        let screen = try await house.dashboard()
        var seen: [Range<Int>] = []
        try await fillIn(screen, &seen)
        house.vendor.writing = .echoing
        screen.send(.control("s"))
        try await screen.waitFor("Enter send")
        // One value is revealed, and hidden again before it goes on.
        screen.send(.down)
        let start = screen.recording.count
        screen.send("v")
        try await screen.waitFor(canaries.person.name)
        screen.send(.escape)
        try await screen.waitUntil("it hidden") { !$0.shows("Vexbury") }
        seen.append(start..<screen.recording.count)
        screen.send(.control("s"))
        try await screen.waitFor("Enter send")
        screen.send(.enter)
        try await screen.waitFor("Not accepted:")
        screen.send(.escape)
        try await screen.waitFor("kept as a draft")
        screen.send("n")
        try await screen.waitFor("Your draft of")
        // The draft comes back with the first field under the cursor.
        let again = screen.recording.count
        screen.send(.tab)
        try await screen.waitUntil("the name masked") { !$0.shows("Vexbury") }
        seen.append((seen.last?.upperBound ?? again)..<screen.recording.count)
        house.vendor.writing = .accepting
        screen.send(.control("s"))
        try await screen.waitFor("Enter send")
        screen.send(.enter)
        try await screen.waitFor("DollarPe took it")
        screen.send(.enter)
        #expect(house.vendor.writes.count == 2)
        try await lookAround(screen)
        screen.send(.control("c"))
        #expect(try await screen.waitForExit() == .exited(0))
        canaries.expectNone(on: screen, but: seen)
        try await house.searchEverything()
        let record = try await house.vigil("audit", "list")
        #expect(record.output.contains("full_name"), "the reveal is not recorded")
        let children = try String(
            contentsOfFile: "\(house.home.path)/seen-by-children", encoding: .utf8)
        #expect(children.contains("PATH="))
    }

    @Test func `A correction and a new customer leave nothing in clear, whatever comes back`()
        async throws
    {
        house.vendor.becomes("FAILED")
        let screen = try await house.dashboard()
        try await screen.waitFor("FAILED")
        var seen: [Range<Int>] = []
        screen.send("e")
        try await screen.waitFor("corrections left")
        for _ in 0..<4 where !screen.screen.shows("Correct the tax number") {
            screen.send(.control("t"))
            try await screen.watch(for: .milliseconds(100))
        }
        try await type(canaries.person.pan, screen, &seen)
        house.vendor.writing = .garbage
        screen.send(.control("s"))
        try await screen.waitFor("Enter send")
        screen.send(.enter)
        try await screen.waitFor("It may have arrived")
        screen.send(.escape)
        try await screen.waitUntil("the form closed") { !$0.shows("It may have arrived") }
        for mood in [CanaryVendor.Mood.echoing, .failing] {
            house.vendor.writing = mood
            let start = screen.recording.count
            screen.send("N")
            try await screen.waitFor("New customer")
            if mood == .failing {
                // What was refused is there again, its first field as it is typed, and thrown away.
                try await screen.waitFor("is here again")
                screen.send(.control("x"))
                try await screen.waitFor("Discard what was typed?")
                screen.send("y")
                try await screen.waitUntil("the form closed") { !$0.shows("New customer") }
                seen.append(start..<screen.recording.count)
                screen.send("N")
                try await screen.waitFor("New customer")
            }
            for value in [canaries.person.name, canaries.mail, canaries.person.phone] {
                try await type(value, screen, &seen)
            }
            screen.send("ind")
            screen.send(.control("s"))
            try await screen.waitFor("This will be sent to DollarPe")
            let sent = screen.recording.count
            screen.send(.enter)
            try await screen.waitUntil("the answer") {
                $0.shows("Not accepted") || $0.shows("It may have been made")
            }
            if mood == .echoing {
                // The refused field is the one being edited, and alone in clear.
                let rows = screen.screen.text.split(separator: "\n").filter {
                    !$0.contains("full_name  ")
                }
                canaries.expectNone(in: rows.joined(separator: "\n"), "the refused form")
            }
            screen.send(.escape)
            try await screen.watch(for: .milliseconds(100))
            if screen.screen.shows("Discard") { screen.send("y") }
            try await screen.waitUntil("the form closed") { !$0.shows("New customer") }
            if mood == .echoing { seen.append(sent..<screen.recording.count) }
        }
        house.vendor.reading = .echoing
        screen.send("3r")
        try await screen.waitUntil("the vendor's refusal") { $0.shows("refused") }
        screen.send(.enter)
        try await screen.waitFor("KYC ›")
        screen.send(.escape)
        screen.send(.control("c"))
        #expect(try await screen.waitForExit() == .exited(0))
        canaries.expectNone(on: screen, but: seen)
        try await house.searchEverything()
    }

    @Test func `What a command sends it neither prints nor leaves in clear, however it ends`()
        async throws
    {
        var other = canaries.person
        other.customer = "11111111-2222-4333-8444-555555555555"
        let one = try house.outside.write(house.json, to: "one.json")
        let two = try house.outside.write(
            "[\(house.json), \(house.json.replacing(canaries.person.customer, with: other.customer))]",
            to: "two.json")
        let faulty = try house.outside.write(
            house.json.replacing("\"full_name\"", with: "\"fullname\"")
                .replacing(canaries.person.birth, with: "1987-08-09")
                .replacing("\"phone\": \"+91 ", with: "\"phone\": \"+1 "), to: "faulty.json")
        let broken = try house.outside.write("[" + house.json.dropLast(4), to: "broken.json")
        for mood in CanaryVendor.Mood.allCases {
            house.vendor.writing = mood
            for words in [
                ["submit", one, "--dry-run", "--verbose"], ["submit", one, "--again", "--verbose"],
                ["submit", two, "--again", "--json", "--timeout", "3s"], ["submit", faulty],
                ["submit", broken], ["submit", "-"],
            ] where mood == .accepting || words[1] == one || words[1] == two {
                let run = try await ProgramOutput.of(
                    builtProduct("vigil"),
                    words + ["--config", house.configuration]
                        + (mood == .silent && !words.contains("--timeout")
                            ? ["--timeout", "1s"] : []),
                    input: house.json, environment: house.environment)
                canaries.expectNone(
                    in: run.output + run.error, "\(mood): \(words.joined(separator: " "))")
            }
            // The next ones are let through again.
            house.vendor.becomes("FAILED")
        }
        house.vendor.reading = .echoing
        try await house.vigil("poll", "--all", "--verbose")
        try await house.searchEverything()
    }

    @Test func `A file of people leaves nothing in clear, whatever the vendor makes of it`()
        async throws
    {
        let person = canaries.person
        let tokens = try house.outside.write(
            "externalId,shareToken,name,pan\n11111111-2222-4333-8444-555555555555,"
                + "\(canaries.shareToken),\(person.name),\(person.pan)\n", to: "tokens.csv")
        let people = try house.outside.write(
            "name,vpa,phone,address\n\(person.name),\(canaries.mail),\(person.phone),"
                + "\"\(person.address)\"\n", to: "people.csv")
        let faulty = try house.outside.write(
            "externalId,shareToken\n,\(canaries.shareToken)\n", to: "faulty.csv")
        for mood in [CanaryVendor.Mood.echoing, .failing, .garbage, .accepting] {
            house.vendor.writing = mood
            try await house.vigil("upload", "reap", tokens, "--dry-run", "--verbose")
            try await house.vigil("upload", "reap", tokens, "--again", "--verbose")
            try await house.vigil("upload", "deepvue", people, "--again", "--json")
        }
        try await house.vigil("upload", "reap", faulty)
        #expect(house.vendor.writes.count == 8)
        house.vendor.reading = .echoing
        try await house.vigil("poll", "--all")
        try await house.searchEverything()
    }

    @Test(arguments: [SIGABRT, SIGSEGV, SIGKILL])
    func `Killed in the middle of a review, nothing of a person is left in clear`(
        signal: Int32
    ) async throws {
        let screen = try await house.dashboard()
        var seen: [Range<Int>] = []
        try await fillIn(screen, &seen)
        screen.send(.control("s"))
        try await screen.waitFor("Enter send")
        // No file outside the home is being written to, and no core would be.
        let descriptors = "/proc/\(screen.process)/fd"
        for name in try FileManager.default.contentsOfDirectory(atPath: descriptors) {
            guard
                let place = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: "\(descriptors)/\(name)"), place.hasPrefix("/")
            else { continue }
            #expect(place.hasPrefix(house.home.path) || place.hasPrefix("/dev/"), "\(place)")
        }
        let limits = try String(
            contentsOfFile: "/proc/\(screen.process)/limits", encoding: .utf8)
        #expect(limits.contains(/Max core file size\ +0\ +0/))
        let line = FileManager.default.contents(atPath: "/proc/\(screen.process)/cmdline") ?? Data()
        canaries.expectNone(in: String(decoding: line, as: UTF8.self), "the command line")
        house.vendor.writing = .silent
        screen.send(.enter)
        try await screen.waitUntil("it on its way") { _ in house.vendor.writes.count == 1 }
        screen.signal(signal)
        #expect(try await screen.waitForExit() == .killed(signal))
        canaries.expectNone(on: screen, but: seen)
        canaries.expectNone(inFolder: house.home.path)
        // The next start says what it knows of what was on its way.
        try await house.vigil("audit", "export", "--verbose")
    }

    @Test func `The passphrase is neither shown nor kept, and behind the lock nothing is seen`()
        async throws
    {
        let command = try house.terminal("passphrase")
        for question in ["New passphrase:", "The same again:"] {
            try await command.waitFor(question)
            command.send("\(canaries.passphrase)\n")
        }
        #expect(try await command.waitForExit() == .exited(0))
        canaries.expectNone(on: command)
        let screen = try await house.dashboard()
        var seen: [Range<Int>] = []
        screen.send("n")
        try await screen.waitUntil("what is demanded") { $0.shows("given.") }
        try await type(canaries.person.name, screen, &seen)
        screen.send(.escape)
        try await screen.waitFor("kept as a draft")
        screen.send("L")
        try await screen.waitFor("Enter the passphrase")
        screen.send("\(canaries.passphrase)\r")
        try await screen.waitFor("Intake 7")
        screen.send(.control("c"))
        #expect(try await screen.waitForExit() == .exited(0))
        canaries.expectNone(on: screen, but: seen)
        try await house.vigil("audit", "export", "--verbose")
        canaries.expectNone(inFolder: house.home.path)
    }
}
