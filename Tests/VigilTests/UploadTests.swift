import Foundation
import TerminalUI
import TestSupport
import Testing

/// `vigil upload` against the sandbox, as a script meets it.
@Suite(.ownThread) struct UploadTests {
    private let good = "externalId,shareToken\n11111111-2222-4333-8444-555555555555,tok-1\n"

    @Test func `A file is checked, uploaded once and tracked`() async throws {
        let shift = try await Shift(speed: "20")
        let file = try shift.home.write(good, to: "march.csv")
        let dry = try await shift.vigil("upload", "reap", file, "--dry-run")
        #expect(dry.status == 0)
        #expect(dry.output == "1 row would be uploaded\n")
        #expect(try await shift.list().isEmpty)
        let sent = try await shift.vigil("upload", "reap", file, "--label", "March")
        #expect(sent.status == 0, "\(sent.error)")
        #expect(sent.output.hasPrefix("1 row uploaded: tracking reap:"))
        #expect(try await shift.list().map { $0["label"] as? String } == ["March"])
        let second = try await shift.vigil("upload", "reap", file)
        #expect(second.status == 6)
        #expect(second.error.contains("uploaded already"))
        #expect(second.error.contains("hint: --again"))
    }

    @Test func `A faulty file says every line and sends nothing`() async throws {
        let shift = try await Shift(speed: "20")
        let file = try shift.home.write(good + ",tok-2\nx,FAILED\n", to: "bad.csv")
        let run = try await shift.vigil("upload", "reap", file)
        #expect(run.status == 2)
        #expect(run.error.contains("\(file):3: externalId is empty"))
        #expect(run.error.contains("\(file):4: shareToken is FAILED"))
        let json = try await shift.vigil("upload", "reap", file, "--json")
        #expect(json.status == 2)
        let faults = [
            #"{"line":3,"message":"externalId is empty"}"#,
            #"{"line":4,"message":"shareToken is FAILED"}"#,
        ].joined(separator: ",")
        #expect(json.output == #"{"command":"upload","ok":false,"faults":[\#(faults)]}"# + "\n")
        #expect(try await shift.list().isEmpty)
    }

    @Test func `A vendor that is away is status 4, and the repetition is safe`() async throws {
        let shift = try await Shift(speed: "20")
        let file = try shift.home.write(good, to: "march.csv")
        shift.sandbox.signal(SIGTERM)
        _ = try await shift.sandbox.waitForExit()
        let run = try await shift.vigil("upload", "reap", file)
        #expect(run.status == 4, "\(run.error)")
        #expect(run.error.hasPrefix("vigil: upload: "))
        #expect(!run.error.contains("tok-1"))
    }
}

/// The dashboard's own way to upload.
@Suite(.ownThread) struct UploadPromptTests {
    @Test func `A file is chosen, checked line by line, and uploaded once`() async throws {
        let shift = try await Shift(speed: "20")
        let good = "externalId,shareToken\n11111111-2222-4333-8444-555555555555,tok-1\n"
        try shift.home.write(good + ",FAILED\n", to: "bad.csv")
        try shift.home.write(good, to: "march.csv")
        let screen = try shift.dashboard()
        try await screen.waitFor("vigil track")
        screen.send("u")
        try await screen.waitFor("Upload")
        screen.send("~/ba")
        try await screen.waitUntil("the name found") { $0.shows("bad.csv") }
        screen.send("\t\r")
        try await screen.waitFor("line 3: shareToken is FAILED")
        screen.send("y")
        screen.send(.escape)
        try await screen.waitUntil("choosing again") { !$0.shows("line 3") }
        screen.send(.control("u"))
        screen.send("~/march.csv\r")
        try await screen.waitFor("1 row, nothing wrong")
        #expect(try await shift.list().isEmpty)
        screen.send("y")
        try await screen.waitUntil("the batch") { $0.shows("march.csv") && !$0.shows("Upload ") }
        try await screen.waitFor("is uploaded")
        screen.send("u")
        screen.send("~/march.csv\r")
        try await screen.waitFor("1 row, nothing wrong")
        screen.send("y")
        try await screen.waitFor("was uploaded already")
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
        #expect(try await shift.list().count == 1)
    }
}
