import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// The built program on a terminal, as an operator meets it.
@Suite(.ownThread) struct DashboardTests {
    private func demo(
        _ arguments: String..., environment: [String: String] = [:],
        size: Size = Size(width: 120, height: 40)
    ) async throws -> ProgramOnTerminal {
        let program = try ProgramOnTerminal(
            builtProduct("vigil"), ["demo", "--seed", "1"] + arguments,
            environment: environment.merging(["TMPDIR": "/tmp"]) { first, _ in first }, size: size)
        try await program.waitFor("March import")
        return program
    }

    @Test func `The demo moves, filters, shows every view, and leaves the terminal as it was`()
        async throws
    {
        let demo = try await demo("--speed", "60")
        func marchImport() -> String? {
            demo.screen.rows.first { $0.contains("March import") }
        }
        try await demo.waitUntil("progress") { _ in marchImport()?.contains("/m") == true }
        let before = marchImport()
        try await demo.waitUntil("the bar moving") { _ in marchImport() != before }
        demo.send("/march")
        try await demo.waitUntil("only what matches") {
            $0.shows("March import") && !$0.shows("Pilot cohort")
        }
        demo.send(.enter)
        demo.send(.enter)
        try await demo.waitFor("Batches › March import")
        demo.send(.escape)
        try await demo.waitUntil("the list") { !$0.shows("Batches ›") }
        demo.send(.escape)
        try await demo.waitFor("Pilot cohort")
        for (key, sign) in [
            ("2", "Available"), ("3", "TAX_VERIFICATION_FAILED"), ("4", "WHAT HAPPENED"),
            ("5", "answering"), ("?", "Keys: Vendors"),
        ] {
            demo.send(key)
            try await demo.waitFor(sign)
        }
        demo.send(.escape)
        try await demo.waitUntil("the help gone") { !$0.shows("Keys: Vendors") }
        demo.send("q")
        #expect(try await demo.waitForExit() == .exited(0))
        #expect(demo.screen.leftovers.isEmpty)
        #expect(demo.screen.unknown.isEmpty)
    }

    @Test func `A KYC submission is filled in, reviewed masked, sent once, and accepted`()
        async throws
    {
        let demo = try await demo("--speed", "20")
        demo.send("3")
        try await demo.waitFor("UNVERIFIED")
        demo.send("/unverified")
        demo.send(.enter)
        try await demo.waitUntil("unverified customers alone") {
            $0.shows("UNVERIFIED") && !$0.shows("TAX_VERIFICATION_FAILED")
        }
        demo.send("n")
        try await demo.waitFor("choose one, or type to find it")
        let answers: [(field: String, value: String)] = [
            ("full_name", "Testa Beispiel"), ("phone", "9900000000"),
            ("full_address", "1 Sample Street, Nowhere"), ("dob", "01-02-1990"),
            ("registered_date", "03-04-2024"), ("tax_number", "ZZZPZ9999Z"),
        ]
        for answer in answers {
            try await focus(answer.field, demo)
            try await type(answer.value, demo)
        }
        try await focus("document_type", demo)
        try await type("PASSPORT", demo)
        try await focus("document_front_image_url", demo)
        try await type("https://files.example/front.png", demo)
        try await focus("document_back_image_url", demo)
        try await type("https://files.example/back.png", demo)
        try await focus("document_number", demo)
        try await type("Z0000000", demo)
        try await focus("selfie_url", demo)
        try await type("https://files.example/selfie.png", demo)
        try await focus("selfie_verification_status", demo)
        demo.send(" ")
        for field in ["income_range", "profession"] where demo.screen.shows(field) {
            try await focus(field, demo)
            try await type("tester", demo)
        }
        demo.send(.control("s"))
        try await demo.waitFor("Enter send")
        for personal in ["Beispiel", "9900000000", "ZZZPZ9999Z", "Z0000000", "01-02-1990"] {
            #expect(!demo.screen.shows(personal), "the review shows \(personal)")
        }
        demo.send(.enter)
        try await demo.waitFor("PROCESSING")
        demo.send(.escape)
        try await demo.waitUntil("the form closed") { !$0.shows("New submission") }
        demo.send("4")
        try await demo.waitFor("accepted")
        demo.send("q")
        #expect(try await demo.waitForExit() == .exited(0))
    }

    /// The row of the form that has the focus.
    private func focusedRow(_ screen: TerminalEmulator) -> String {
        screen.rows.first { $0.contains("▸") } ?? ""
    }

    /// The field's name in that row.
    private func focusedField(_ screen: TerminalEmulator) -> String {
        let words = focusedRow(screen).split(separator: " ").drop { $0 != "▸" }
        return words.dropFirst().first.map(String.init) ?? ""
    }

    /// Types into the focused field and waits until its end is there.
    private func type(_ value: String, _ program: ProgramOnTerminal) async throws {
        program.send(value)
        try await program.waitUntil("\(value) in its field") {
            focusedRow($0).contains(value.suffix(12))
        }
    }

    /// Moves through the form to a field.
    private func focus(_ field: String, _ program: ProgramOnTerminal) async throws {
        for _ in 0..<40 {
            let focused = focusedField(program.screen)
            if focused == field { return }
            program.send(.tab)
            // While a frame is only half written, no row has the focus.
            try await program.waitUntil("the next field") {
                !["", focused].contains(focusedField($0))
            }
        }
        throw TestFailure("the form has no field \(field)\n\(program.picture)")
    }

    @Test func `An outage leaves the last answers with their age, and the store says the same`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        try await shift.track("reap")
        let screen = try shift.dashboard()
        func wave(_ screen: TerminalEmulator) -> String {
            screen.rows.first { $0.contains("Onboarding wave 7") } ?? ""
        }
        try await screen.waitUntil("an answer") { wave($0).contains("5,000") }
        shift.sandbox.signal(SIGTERM)
        _ = try await shift.sandbox.waitForExit()
        try await screen.waitUntil("the outage, and the row growing old") {
            $0.shows("Reap unreachable") && wave($0).contains("5,000")
                && wave($0).contains(/[!↯] +[0-9]+[sm]$/)
        }
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
        let list = try await shift.list()
        let item = try #require(list.first { $0["label"] as? String == "Onboarding wave 7" })
        #expect(item["total"] as? Int == 5000)
        #expect(item["state"] as? String == "in_progress")
        #expect(item["checked_at"] is String)
        let errors = list.compactMap { $0["error"] as? [String: Any] }
        #expect(errors.contains { $0["class"] as? String == "network" })
    }

    @Test func `What was seen survives kill -9`() async throws {
        let shift = try await Shift(speed: "20")
        try await shift.track("stamps")
        let screen = try shift.dashboard("--view", "stamps")
        try await screen.waitFor("25 ordered")
        screen.signal(SIGKILL)
        _ = try await screen.waitForExit()
        let list = try await shift.list()
        #expect(list.count >= 5)
        #expect(list.contains { $0["total"] is Int })
        let again = try shift.dashboard("--view", "stamps")
        try await again.waitFor("25 ordered")
        again.send("q")
        #expect(try await again.waitForExit() == .exited(0))
    }

    @Test func `A track in another terminal shows up by itself`() async throws {
        let shift = try await Shift(speed: "20")
        let screen = try shift.dashboard()
        try await screen.waitFor("vigil track")
        try await shift.track("deepvue")
        try await screen.waitFor("UPI check, Pune")
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
    }

    @Test func `Any size at any moment, then the table again`() async throws {
        let demo = try await demo("--speed", "200")
        var generator = SeededGenerator(seed: 7)
        for round in 0..<60 {
            let size = Size(
                width: round == 30 ? 1 : .random(in: 1...220, using: &generator),
                height: round == 30 ? 1 : .random(in: 1...70, using: &generator))
            try demo.resize(size)
            let keys = ["j", "\t", "?", "\u{1B}", "/x", "\r"]
            demo.send(keys.randomElement(using: &generator) ?? "j")
            try await demo.watch(for: .milliseconds(15))
        }
        try demo.resize(Size(width: 80, height: 24))
        // What the random keys left open is not known: Escape and 1 until the table is there.
        for _ in 0..<40 where !demo.screen.shows("VENDOR") {
            demo.send(.escape)
            try await demo.watch(for: .milliseconds(120))
            demo.send("1")
            try await demo.watch(for: .milliseconds(120))
        }
        try await demo.waitUntil("the table") { $0.shows("VENDOR") && $0.shows("FAILED") }
        demo.send("q")
        #expect(try await demo.waitForExit() == .exited(0))
        #expect(demo.screen.leftovers.isEmpty)
    }

    @Test(arguments: [SIGHUP, SIGTERM, SIGINT])
    func `A signal ends it within two seconds and restores the terminal`(signal: Int32)
        async throws
    {
        let demo = try await demo()
        demo.signal(signal)
        #expect(try await demo.waitForExit(deadline: .seconds(2)) == .exited(0))
        #expect(demo.screen.leftovers.isEmpty)
    }

    @Test func `A terminal that goes away ends it within two seconds`() async throws {
        let demo = try await demo()
        demo.hangUp()
        _ = try await demo.waitForExit(deadline: .seconds(2))
    }

    @Test func `Ctrl-Z gives the shell back and fg brings the dashboard`() async throws {
        let home = try Home()
        let shell = try ProgramOnTerminal(
            "/bin/bash", ["--norc", "--noprofile", "-i"],
            environment: home.environment.merging(["PS1": "ready> "]) { $1 },
            size: Size(width: 100, height: 30))
        try await shell.waitFor("ready>")
        shell.send("\(builtProduct("vigil")) demo\n")
        try await shell.waitFor("March import")
        shell.send(.control("z"))
        try await shell.waitUntil("the shell") { $0.shows("Stopped") && !$0.isOnAlternateScreen }
        shell.send("fg\n")
        try await shell.waitUntil("the dashboard") {
            $0.isOnAlternateScreen && $0.shows("March import")
        }
        shell.send("q")
        try await shell.waitUntil("the shell again") { !$0.isOnAlternateScreen }
        shell.send("exit\n")
        #expect(try await shell.waitForExit() == .exited(0))
    }

    @Test func `Without UTF-8 and colour everything is ASCII and still tells states apart`()
        async throws
    {
        let demo = try await demo(environment: ["LANG": "C", "LC_ALL": "C", "NO_COLOR": "1"])
        try await demo.waitFor("FAILED")
        try await demo.waitUntil("a bar") { $0.text.contains(/\[[#x.]+\]/) }
        let beyond = demo.screen.text.unicodeScalars.filter { !$0.isASCII }
        #expect(beyond.isEmpty)
        let colors = Set(demo.screen.grid.joined().map(\.style.foreground))
        #expect(colors == [.standard])
        demo.send("q")
        #expect(try await demo.waitForExit() == .exited(0))
    }

    @Test func `An idle dashboard writes next to nothing and takes no time`() async throws {
        let shift = try await Shift(speed: "10000")
        let done = try await shift.items().filter { $0.label == "Pilot cohort" }
        for item in done { _ = try await shift.vigil("track", item.kind, item.id) }
        #expect(done.count == 1)
        let screen = try shift.dashboard()
        try await screen.waitFor("completed")
        try await screen.watch(for: .milliseconds(500))
        let written = screen.bytesWritten
        let busy = try processorTicks(of: screen.process)
        try await screen.watch(for: .seconds(3))
        // The clock's minute may come round.
        #expect(screen.bytesWritten - written <= 150)
        #expect(try processorTicks(of: screen.process) - busy <= 2)
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
    }

    /// Hundredths of a second of processor time (proc(5), fields 14 and 15 of stat).
    private func processorTicks(of process: Int32) throws -> Int {
        let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        return (Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0)
    }
}
