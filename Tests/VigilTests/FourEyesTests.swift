import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// What one login prepares and another releases, with two accounts of this machine.
@Suite(.ownThread, .enabled(if: getuid() == 0))
struct FourEyesTests {
    private let vendor: KYCVendor
    private let two: TwoLogins
    private let person = InventedPerson()

    init() throws {
        vendor = try KYCVendor()
        two = try TwoLogins(vendor, "polling: {kyc: {first: 1s, every: 1s}}\n")
    }

    private func prepare(_ text: String? = nil) async throws -> String {
        try await two.share()
        let file = try two.write(text ?? person.json, to: "people.json")
        let run = try await two.run(.first, "submit", file, "--json")
        unlink(file)
        #expect(run.status == 0, "\(run.error)")
        let answer =
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        return try #require(answer?["prepared"] as? String)
    }

    @Test func `What one login prepared is sent once another has released it`() async throws {
        let id = try await prepare()
        #expect(vendor.writes.isEmpty)
        try expectNowhere(person.secrets, in: two.home.path)
        let list = try await two.run(.second, "release")
        #expect(list.status == 0, "\(list.error)")
        #expect(list.output.contains(id))
        #expect(list.output.contains("kyc:\(person.customer)"))
        #expect(list.output.contains("nobody"))
        let run = try await two.run(.second, "release", String(id.prefix(6)), "--yes")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("tax_number"))
        #expect(run.output.contains("••••"))
        #expect(run.output.hasSuffix("accepted: kyc:\(person.customer): PROCESSING\n"))
        #expect(vendor.writes.count == 1)
        #expect(vendor.writes.first?.body.contains("\"tax_number\":\"ZZZPZ9876Z\"") == true)
        for secret in person.secrets { #expect(!(list.output + run.output).contains(secret)) }
        let again = try await two.run(.second, "release", id, "--yes")
        #expect(again.status == 6)
        #expect(again.error.contains("was released before"))
        #expect(vendor.writes.count == 1)
        let audit = try await two.run(.first, "audit", "list")
        #expect(audit.output.contains("KYC submission prepared for release as \(id)"))
        #expect(audit.output.contains("KYC submission \(id) of nobody released"))
        #expect(try await two.run(.first, "audit", "verify").status == 0)
        let doctor = try await two.run(.second, "doctor")
        #expect(doctor.output.contains("readable by you and the store's group"))
        let empty = try await two.run(.second, "release")
        #expect(empty.output == "nothing waits to be released\n")
        try expectNowhere(person.secrets, in: two.home.path)
    }

    @Test func `Nobody releases what they prepared, whatever name they give`() async throws {
        let id = try await prepare()
        for more in [[], ["--operator", "somebody-else"]] {
            let run = try await CommandRun.release(id, two, more)
            #expect(run.status == 6)
            #expect(run.error.contains("nobody prepared it"), "\(run.error)")
        }
        #expect(vendor.writes.isEmpty)
    }

    @Test func `After a day it is refused, and its content is gone`() async throws {
        let id = try await prepare()
        try await database(
            "UPDATE prepared_write SET prepared_at = prepared_at - 86400000 WHERE id = '\(id)'")
        let run = try await two.run(.second, "release", id, "--yes")
        #expect(run.status == 6)
        #expect(run.error.contains("more than 24 hours ago"), "\(run.error)")
        #expect(vendor.writes.isEmpty)
        let kept = try await database(
            "SELECT count(*) FROM prepared_write WHERE sealed IS NOT NULL")
        #expect(kept == "0\n")
    }

    @Test func `Other content than what was looked over is refused`() async throws {
        let id = try await prepare()
        var other = person
        other.customer = "11111111-2222-4333-8444-555555555555"
        let file = try two.write(other.json, to: "other.json")
        #expect(try await two.run(.first, "submit", file).status == 0)
        try await database(
            """
            UPDATE prepared_write SET sealed = (SELECT sealed FROM prepared_write
                WHERE id <> '\(id)') WHERE id = '\(id)'
            """)
        let run = try await two.run(.second, "release", id, "--yes")
        #expect(run.status == 6)
        #expect(run.error.contains("is not what was prepared"), "\(run.error)")
        #expect(vendor.writes.isEmpty)
    }

    @Test func `What was refused by the vendor is over, what did not arrive waits again`()
        async throws
    {
        let id = try await prepare()
        vendor.mood = .failing
        let lost = try await two.run(.second, "release", id, "--yes")
        #expect(lost.status == 4, "\(lost.error)")
        vendor.mood = .refusing
        let refused = try await two.run(.second, "release", id, "--yes", "--again")
        #expect(refused.status == 1, "\(refused.error)")
        #expect(vendor.writes.count == 2)
        #expect(try await two.run(.second, "release", id, "--yes").status == 6)
        #expect(vendor.writes.count == 2)
    }

    @Test func `A login that may not read the key is told so in one line`() async throws {
        let id = try await prepare()
        chmod("\(two.store).key", 0o600)
        let run = try await two.run(.second, "release", id, "--yes")
        #expect(run.status == 6)
        let lines = run.error.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasSuffix("this login may not read the store's key") == true)
        #expect(lines.last?.hasPrefix("hint: ") == true)
        #expect(vendor.writes.isEmpty)
    }

    @Test func `Somebody at the terminal is asked, and only yes sends`() async throws {
        let id = try await prepare()
        let silent = try await two.run(.second, "release", id)
        #expect(silent.status == 2)
        #expect(silent.error.contains("--yes"))
        let no = try two.terminal(.second, "release", id)
        try await no.waitFor("Send it? [y/N]")
        #expect(no.screen.shows("full_name"))
        no.send("\n")
        #expect(try await no.waitForExit() == .exited(6))
        #expect(vendor.writes.isEmpty)
        let yes = try two.terminal(.second, "release", id)
        try await yes.waitFor("Send it? [y/N]")
        yes.send("y\n")
        #expect(try await yes.waitForExit() == .exited(0))
        #expect(vendor.writes.count == 1)
    }

    @Test func `A batch waits under one id and goes out whole`() async throws {
        var other = person
        other.customer = "11111111-2222-4333-8444-555555555555"
        other.pan = "ZZZPZ9877Z"
        let id = try await prepare("[\(person.json), \(other.json)]")
        let run = try await two.run(.second, "release", id, "--yes", "--json")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("\"released\":\"\(id)\""))
        #expect(vendor.writes.count == 2)
    }

    @Test func `A form prepares instead of sending`() async throws {
        vendor.becomes("FAILED", because: "TAX_VERIFICATION_FAILED")
        try await two.share()
        _ = try await two.run(.first, "track", "kyc", person.customer, "--label", "Intake 7")
        let screen = try two.terminal(.first, "--view", "kyc")
        try await screen.waitFor("TAX_VERIFICATION_FAILED")
        try await screen.press("e", seeing: "Correct the tax number")
        try await screen.press(person.pan, seeing: person.pan)
        try await screen.press(.control("s"), seeing: "sent once another login releases it")
        try await screen.press(.enter, seeing: "Prepared, not sent")
        #expect(vendor.writes.isEmpty)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        _ = try await two.releaseListed()
        #expect(vendor.writes.map(\.path) == ["/cms/api/v1/kyc/update-tax-info"])
        #expect(vendor.writes.first?.body.contains(person.pan) == true)
        try expectNowhere([person.pan], in: two.home.path)
    }

    @discardableResult
    private func database(_ sql: String) async throws -> String {
        let run = try await ProgramOutput.of("/usr/bin/sqlite3", [two.store, sql])
        #expect(run.error.isEmpty, "\(run.error)")
        return run.output
    }
}

extension CommandRun {
    /// Releases as the first login, with more options.
    fileprivate static func release(
        _ id: String, _ two: TwoLogins, _ more: [String]
    ) async throws -> CommandRun {
        try await two.run(.first, ["release", id, "--yes"] + more)
    }
}
