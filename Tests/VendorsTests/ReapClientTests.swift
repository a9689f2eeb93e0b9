import Domain
import HTTP
import Testing
import Vendors

struct ReapClientTests {
    private func batch(_ members: String) async throws -> Snapshot {
        try await snapshot(.reap, "{\(members)}")
    }

    @Test func `A batch is asked for with the key, under the prefix`() async throws {
        let transport = ScriptedTransport(200, #"{"status":"pending"}"#)
        _ = try await outcome(.reap, transport).get()
        let request = try #require(transport.requests.first)
        #expect(request.method == "GET")
        #expect(
            request.url
                == "https://vendor.test/prefix/entity/kyc/import/batch/f208a887-9fa6-4447-a52b-c1d6e089536f"
        )
        #expect(request.headers["x-reap-api-key"] == "key-of-reap")
        #expect(request.body.isEmpty)
    }

    static let words: [(String, WorkState)] = [
        ("PENDING", .pending), ("Processing", .inProgress), ("IN_PROGRESS", .inProgress),
        ("COMPLETED", .completed), ("Failed", .failed), ("paused", .unknown), ("", .unknown),
    ]

    @Test(arguments: words)
    func `Words are known in any case and shown as they came`(
        word: String, state: WorkState
    ) async throws {
        let snapshot = try await batch(#""status":"\#(word)""#)
        #expect(snapshot.state == state)
        #expect(snapshot.vendorState == word)
    }

    @Test func `Numbers may come as texts and may be missing`() async throws {
        let snapshot = try await batch(
            #""status":"in_progress","totalRecords":"100","processedRecords":45.0"#)
        #expect(snapshot.total == 100)
        #expect(snapshot.processed == 45)
        #expect(snapshot.failed == nil)
        #expect(snapshot.succeeded == nil)
        #expect(snapshot.contradictions.isEmpty)
    }

    static let contradictions: [(String, [String])] = [
        (#""totalRecords":10,"processedRecords":12"#, ["processed 12 is more than total 10"]),
        (#""processedRecords":3,"failedRecords":5"#, ["failed 5 is more than processed 3"]),
        (
            #""processedRecords":10,"failedRecords":2,"summary":{"successfulRecords":9}"#,
            ["succeeded 9 and failed 2 do not add up to processed 10"]
        ),
        (#""totalRecords":-3"#, ["totalRecords is negative: -3"]),
        (#""totalRecords":"many""#, ["totalRecords is not a number of records"]),
        (
            #""totalRecords":9223372036854775807"#,
            ["totalRecords is not a number of records: 9223372036854775807"]
        ), (#""totalRecords":2.5"#, ["totalRecords is not a number of records: 2.5"]),
        // Rows that nobody accounted for are no contradiction.
        (
            #""totalRecords":1000,"processedRecords":995,"failedRecords":5,"summary":{"successfulRecords":990}"#,
            []
        ),
    ]

    @Test(arguments: contradictions)
    func `Numbers that contradict each other are said, not corrected`(
        members: String, sentences: [String]
    ) async throws {
        let snapshot = try await batch(#""status":"completed",\#(members)"#)
        #expect(snapshot.contradictions == sentences)
    }

    @Test func `Rows that were never accounted for stay visible`() async throws {
        let snapshot = try await batch(
            #""status":"COMPLETED","totalRecords":1000,"processedRecords":995"#)
        #expect(snapshot.unaccounted == 5)
    }
}
