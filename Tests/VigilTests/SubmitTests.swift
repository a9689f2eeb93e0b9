import Foundation
import TestSupport
import Testing

/// `vigil submit` as a script meets it, against a vendor whose every write is kept.
@Suite(.ownThread) struct SubmitTests {
    private let intake: Intake
    private var home: Home { intake.home }
    private var vendor: KYCVendor { intake.vendor }
    private var configuration: String { intake.configuration }
    private var person: InventedPerson { intake.person }

    init() throws { intake = try Intake() }

    private func submit(_ text: String, _ options: String...) async throws -> CommandRun {
        let file = try home.write(text, to: "people.json")
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try await CommandRun(
            ["submit", file, "--config", configuration] + options, home: home)
    }

    private func outcomes(_ run: CommandRun) throws -> [String] {
        let object =
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let results = object?["results"] as? [[String: Any]] ?? []
        return results.compactMap { $0["outcome"] as? String }
    }

    @Test func `A vendor that asks to be left alone is left alone by the next commands too`()
        async throws
    {
        vendor.mood = .throttling
        var other = person
        other.customer = "5f6f1b20-a73c-11ec-b909-0242ac120003"
        let first = try await submit("[\(person.json), \(other.json)]", "--json")
        #expect(first.status == 4)
        #expect(first.error.contains("send it again in "), "\(first.error)")
        // The second was not tried: it would have been refused for the same reason.
        #expect(try outcomes(first) == ["not_sent", "not_sent"])
        #expect(vendor.writes.count == 1)
        vendor.mood = .accepting
        let reads = vendor.reads
        let second = try await submit(person.json)
        #expect(second.status == 4)
        #expect(second.error.contains("it asked to be left alone"), "\(second.error)")
        #expect(second.error.contains("\nhint: ask again in "), "\(second.error)")
        _ = try await intake.run("track", "kyc", person.customer)
        let poll = try await intake.run("poll", "--all")
        #expect(poll.status == 0)
        #expect(poll.output.contains("1 held back: DollarPe asked to be left alone until "))
        #expect(vendor.writes.count == 1)
        #expect(vendor.reads == reads)
    }

    @Test func `A submission is checked, signed, sent once and tracked`() async throws {
        let run = try await submit(person.json)
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output == "accepted: kyc:\(person.customer): PROCESSING\n")
        let write = try #require(vendor.writes.first)
        #expect(vendor.writes.count == 1)
        #expect(write.path == "/cms/api/v1/kyc/add-kyc-data")
        #expect(write.body.contains("\"phone\":\"9900012345\""))
        #expect(write.body.contains("\"tax_number\":\"ZZZPZ9876Z\""))
        #expect(try await signed(write) == write.signature)
        let list = try await CommandRun(["list", "--config", configuration], home: home)
        #expect(list.output.contains(person.customer.prefix(8)))
        for secret in person.secrets {
            #expect(!(run.output + run.error + list.output).contains(secret))
        }
        let second = try await submit(person.json)
        #expect(second.status == 6)
        #expect(second.error.contains("was accepted"))
        #expect(second.error.contains("hint: "))
        #expect(vendor.writes.count == 1)
    }

    /// The signature that openssl makes of what arrived.
    private func signed(_ write: KYCVendor.Write) async throws -> String {
        let message = "\(KYCVendor.key)|\(write.timestamp)|\(write.body)"
        let file = try home.write(message, to: "message")
        defer { try? FileManager.default.removeItem(atPath: file) }
        let run = try await ProgramOutput.of(
            "/bin/sh",
            [
                "-c",
                "openssl dgst -sha256 -hmac \(KYCVendor.secret) -binary '\(file)' | base64 -w0",
            ])
        return run.output
    }

    @Test func `Every fault of every object is told at once, and nothing is sent`()
        async throws
    {
        var other = person
        other.customer = "11111111-2222-4333-8444-555555555555"
        let bad = other.json.replacing("ZZZPZ9876Z".lowercased(), with: "ZZZCZ9876Z")
            .replacing("\"full_name\"", with: "\"ful_name\"")
            .replacing("09-08-1987", with: "31-02-1987")
        let run = try await submit("[\(person.json), \(bad), 7]")
        #expect(run.status == 2)
        for words in [
            "object 2: ful_name: the vendor has no such field; did you mean full_name?",
            "object 2: tax_number: The fourth letter is not P", "object 2: dob: Not a real date",
            "object 2: full_name: Nothing is given", "object 3: not an object", "5 faults",
        ] { #expect(run.error.contains(words), "\(run.error)") }
        #expect(!run.error.contains("object 1"))
        #expect(vendor.writes.isEmpty)
        #expect(vendor.reads == 0)
    }

    @Test func `A name given twice inside an object is a fault: nobody knows which one is meant`()
        async throws
    {
        let twice = person.json
            .replacing(
                #"{"document_number": "#, with: #"{"document_number": "A1", "document_number": "#
            )
            .replacing(
                #""additional_info": {}"#, with: #""additional_info": {"visa": "1", "visa": "2"}"#)
        let run = try await submit(twice)
        #expect(run.status == 2)
        #expect(run.error.contains("document_details.document_number: given twice"))
        #expect(run.error.contains("additional_info.visa: given twice"))
        #expect(vendor.writes.isEmpty)
    }

    @Test func `Two for one customer in one array are named, and nothing is sent`()
        async throws
    {
        let run = try await submit("[\(person.json), \(person.json)]")
        #expect(run.status == 2)
        #expect(
            run.error.contains(
                "object 2: customer_id: the same customer as object 1: \(person.customer)"))
        #expect(vendor.writes.isEmpty)
    }

    @Test func `A dry run shows the request and what is signed, masked, and sends nothing`()
        async throws
    {
        let run = try await submit(person.json, "--dry-run")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("POST http://127.0.0.1:"))
        #expect(run.output.contains("/cms/api/v1/kyc/add-kyc-data"))
        for secret in person.secrets + [KYCVendor.key, KYCVendor.secret] {
            #expect(!run.output.contains(secret), "the dry run shows \(secret)")
        }
        #expect(vendor.writes.isEmpty && vendor.reads == 0)
        // What is signed can be told from what is sent a moment later.
        let sent = try await submit(person.json)
        #expect(sent.status == 0)
        let length = run.output.firstMatch(of: /length: ([0-9]+) bytes/)?.output.1
        let write = try #require(vendor.writes.first)
        let message = "\(KYCVendor.key)|\(write.timestamp)|\(write.body)"
        #expect(length.flatMap { Int($0) } == message.utf8.count)
    }

    @Test func `A refusal is status 1, and a corrected one can be sent`() async throws {
        vendor.mood = .refusing
        let refused = try await submit(person.json, "--json")
        #expect(refused.status == 1)
        #expect(try outcomes(refused) == ["rejected"])
        #expect(refused.error.contains("KYC already in use"))
        vendor.mood = .accepting
        #expect(try await submit(person.json).status == 0)
    }

    @Test(arguments: [KYCVendor.Mood.failing, .dropping])
    func `A lost answer is unknown: it is looked up, and sent again only by --again`(
        mood: KYCVendor.Mood
    ) async throws {
        vendor.mood = mood
        let lost = try await submit(person.json, "--json")
        #expect(lost.status == 4, "\(lost.error)")
        #expect(try outcomes(lost) == ["unknown"])
        #expect(vendor.writes.count == 1)
        vendor.mood = .accepting
        let second = try await submit(person.json, "--json")
        #expect(second.status == 6)
        #expect(try outcomes(second) == ["refused"])
        #expect(second.error.contains("it may still be on its way"))
        #expect(second.error.contains("--again"))
        #expect(vendor.writes.count == 1)
        let third = try await submit(person.json, "--again", "--json")
        #expect(third.status == 0, "\(third.error)")
        #expect(try outcomes(third) == ["accepted"])
        #expect(vendor.writes.count == 2)
    }

    @Test(arguments: ["PROCESSING", "VERIFIED", "FAILED"])
    func `A lost one that had arrived is never sent again`(word: String) async throws {
        vendor.mood = .dropping
        #expect(try await submit(person.json).status == 4)
        vendor.mood = .accepting
        vendor.becomes(word)
        let second = try await submit(person.json, "--again")
        #expect(second.status == 0, "\(second.error)")
        #expect(second.output.contains("had arrived: \(word)"))
        #expect(vendor.writes.count == 1)
    }

    @Test func `A vendor that gives no answer is not sent a whole file of unknown outcomes`()
        async throws
    {
        vendor.mood = .failing
        let people = (1...5).map { number in
            var other = person
            other.customer = "11111111-2222-4333-8444-00000000000\(number)"
            return other.json
        }
        let array = "[" + people.joined(separator: ",") + "]"
        let run = try await submit(array, "--json")
        #expect(run.status == 4)
        #expect(try outcomes(run) == ["unknown", "unknown", "unknown", "not_sent", "not_sent"])
        #expect(vendor.writes.count == 3)
    }

    @Test func `Its own time running out is status 7`() async throws {
        vendor.mood = .silent
        let run = try await submit(person.json, "--timeout", "1s", "--json")
        #expect(run.status == 7, "\(run.error)")
        #expect(try outcomes(run) == ["unknown"])
        #expect(vendor.writes.count == 1)
    }

    @Test func `A batch goes on where it was killed, and sends nobody twice`() async throws {
        let people = (1...3).map { number in
            var other = person
            other.customer = "11111111-2222-4333-8444-00000000000\(number)"
            other.pan = "ZZZPZ987\(number)Z"
            other.number = "Z765432\(number)"
            return other
        }
        let array = "[" + people.map(\.json).joined(separator: ",") + "]"
        let file = try home.write(array, to: "batch.json")
        #expect(try await submit(people[0].json).status == 0)
        vendor.mood = .silent
        let run = try ProgramOnTerminal(
            builtProduct("vigil"), ["submit", file, "--config", configuration],
            environment: home.environment)
        try await run.waitUntil("the second being sent") { _ in vendor.writes.count == 2 }
        run.signal(SIGKILL)
        _ = try await run.waitForExit()
        // The vendor had taken it.
        vendor.mood = .accepting
        vendor.becomes("PROCESSING")
        let again = try await CommandRun(
            ["submit", file, "--config", configuration, "--json"], home: home)
        #expect(again.status == 0, "\(again.error)")
        #expect(try outcomes(again) == ["accepted", "accepted", "accepted"])
        #expect(vendor.writes.count == 3)
        let sent = people.map { person in
            vendor.writes.count { $0.body.contains(person.customer) }
        }
        #expect(sent == [1, 1, 1])
        let third = try await CommandRun(
            ["submit", file, "--config", configuration], home: home)
        #expect(third.status == 6)
        #expect(vendor.writes.count == 3)
    }

    @Test func `An interrupt settles what is on its way and ends with 130`() async throws {
        var other = person
        other.customer = "11111111-2222-4333-8444-555555555555"
        let file = try home.write("[\(person.json), \(other.json)]", to: "batch.json")
        vendor.mood = .silent
        let slow = try home.write(
            vendor.configuration + "network: {timeout: 2s}\n", to: "slow.yaml")
        let run = try ProgramOnTerminal(
            builtProduct("vigil"), ["submit", file, "--config", slow],
            environment: home.environment)
        try await run.waitUntil("the first being sent") { _ in vendor.writes.count == 1 }
        run.signal(SIGINT)
        #expect(try await run.waitForExit() == .exited(130))
        #expect(run.screen.shows("unknown: kyc:\(person.customer)"))
        #expect(vendor.writes.count == 1)
    }

    @Test func `CSV with the vendor's names is read like JSON`() async throws {
        let head =
            "customer_id,full_name,phone,full_address,dob,registered_date,tax_number,"
            + "document_type,document_front_image_url,document_back_image_url,"
            + "document_details.document_number,selfie_url,selfie_verification_status"
        let row =
            "\(person.customer),\(person.name),\(person.phone),\"\(person.address)\","
            + "\(person.birth),03-04-2024,\(person.pan),PASSPORT,https://f.example/a.png,"
            + "https://f.example/b.png,\(person.number),https://f.example/c.png,true"
        let run = try await submit("\(head)\n\(row)\n")
        #expect(run.status == 0, "\(run.error)")
        #expect(vendor.writes.count == 1)
        let bad = try await submit(head.replacing("tax_number", with: "tax_numbr") + "\n\(row)\n")
        #expect(bad.status == 2)
        #expect(bad.error.contains("did you mean tax_number?"))
        // Without a head the first record is people's data, and not repeated.
        let headless = try await submit("\(person.name),\(person.pan)\n")
        #expect(headless.status == 2)
        #expect(headless.error.contains("the vendor has no field like column 1"))
        for secret in person.secrets { #expect(!headless.error.contains(secret)) }
    }

    @Test func `A read-only run is refused with 6`() async throws {
        let run = try await submit(person.json, "--read-only")
        #expect(run.status == 6)
        #expect(run.error.contains("read-only"))
        #expect(vendor.writes.isEmpty)
    }

    @Test func `Nothing personal is in any file once it is settled`() async throws {
        #expect(try await submit(person.json).status == 0)
        vendor.mood = .refusing
        var other = person
        other.customer = "11111111-2222-4333-8444-555555555555"
        #expect(try await submit(other.json).status == 1)
        try expectNowhere(person.secrets, in: home.path)
    }
}

/// Searches every byte of every file of a folder for texts that may be in none.
func expectNowhere(
    _ texts: [String], in folder: String, location: SourceLocation = #_sourceLocation
) throws {
    let files = FileManager.default.enumerator(atPath: folder)
    var searched = 0
    while let name = files?.nextObject() as? String {
        guard let content = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
            continue
        }
        searched += 1
        for text in texts {
            #expect(
                content.range(of: Data(text.utf8)) == nil, "\(name) holds \(text)",
                sourceLocation: location)
        }
    }
    #expect(searched > 0, sourceLocation: location)
}
