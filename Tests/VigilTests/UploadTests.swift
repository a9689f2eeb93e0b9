import Foundation
import TestSupport
import Testing

/// `vigil upload` against the sandbox, as a script meets it.
@OwnThread @Suite struct UploadTests {
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
    }

    @Test func `A faulty file says every line and sends nothing`() async throws {
        let shift = try await Shift(speed: "20")
        let file = try shift.home.write(good + ",tok-2\nx,FAILED\n", to: "bad.csv")
        let run = try await shift.vigil("upload", "reap", file)
        #expect(run.status == 2)
        #expect(run.error.contains("\(file):3: externalId is empty"))
        #expect(run.error.contains("\(file):4: shareToken is FAILED"))
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
