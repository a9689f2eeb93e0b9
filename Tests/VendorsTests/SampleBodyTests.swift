import Domain
import HTTP
import Testing
import Vendors

/// The bodies of the vendors' own pages, read to the last field.
struct SampleBodyTests {
    private func moment(_ text: String) throws -> Timestamp {
        try #require(Timestamp(iso8601: text))
    }

    /// A batch of Reap's as its page shows one, `facts` being the members that differ.
    private func batch(_ facts: String) async throws -> Snapshot {
        try await snapshot(
            .reap,
            """
            {"batchId": "f208a887-9fa6-4447-a52b-c1d6e089536f",
             "createdAt": "2025-10-08T11:40:20.796Z", \(facts)}
            """)
    }

    @Test func `Reap's completed batch`() async throws {
        let snapshot = try await batch(
            """
            "status": "completed",
            "totalRecords": 19, "processedRecords": 19, "failedRecords": 0,
            "updatedAt": "2025-10-08T11:44:53.043Z",
            "startedAt": "2025-10-08T11:42:53.043Z", "completedAt": "2025-10-08T11:44:53.000Z",
            "summary": {"successfulRecords": 19, "errors": []}
            """)
        var expected = Snapshot(
            state: .completed, vendorState: "completed", total: 19, processed: 19, failed: 0,
            succeeded: 19, createdAt: try moment("2025-10-08T11:40:20.796Z"))
        expected.startedAt = try moment("2025-10-08T11:42:53.043Z")
        expected.completedAt = try moment("2025-10-08T11:44:53.000Z")
        expected.updatedAt = try moment("2025-10-08T11:44:53.043Z")
        #expect(snapshot == expected)
    }

    @Test func `Reap's processing batch`() async throws {
        let snapshot = try await batch(
            """
            "status": "in_progress",
            "totalRecords": 100, "processedRecords": 45, "failedRecords": 2,
            "updatedAt": "2025-10-08T11:42:15.123Z",
            "startedAt": "2025-10-08T11:41:00.000Z", "completedAt": null,
            "summary": {"successfulRecords": 43, "errors": []}
            """)
        #expect(
            snapshot
                == Snapshot(
                    state: .inProgress, vendorState: "in_progress", total: 100, processed: 45,
                    failed: 2, succeeded: 43, createdAt: try moment("2025-10-08T11:40:20.796Z"),
                    startedAt: try moment("2025-10-08T11:41:00.000Z"),
                    updatedAt: try moment("2025-10-08T11:42:15.123Z")))
    }

    @Test func `Reap's pending batch`() async throws {
        let snapshot = try await batch(
            """
            "status": "pending", "totalRecords": 50, "processedRecords": 0, "failedRecords": 0,
            "updatedAt": "2025-10-08T11:40:20.796Z", "startedAt": null, "completedAt": null,
            "summary": {"successfulRecords": 0, "errors": []}
            """)
        let moment = try moment("2025-10-08T11:40:20.796Z")
        #expect(
            snapshot
                == Snapshot(
                    state: .pending, vendorState: "pending", total: 50, processed: 0, failed: 0,
                    succeeded: 0, createdAt: moment, updatedAt: moment))
    }

    @Test func `Deepvue's completed batch`() async throws {
        let snapshot = try await snapshot(
            .deepvue,
            """
            {"transaction_id": "51cd8b6ab36d46a98afb2f01e856e89a", "timestamp": 1732088933797,
             "code": 200, "message": "Batch Upload status fetched successfully",
             "sub_code": "SUCCESS",
             "data": {"request_id": "06d0d7c340ed460d96103aaa0b26f0de", "status": 200,
              "product_id": "", "message": "batch processing completed",
              "batch_output_file_url": "https://bulk-data-processing.s3.ap-south-1.amazonaws.com/upi-basic-batch-output-files/06d0d7c340ed460d96103aaa0b26f0de.csv"}}
            """)
        #expect(
            snapshot
                == Snapshot(
                    state: .completed, vendorState: "batch processing completed",
                    resultAvailable: true,
                    facts: [
                        .init(name: "status", value: "200"),
                        .init(name: "sub_code", value: "SUCCESS"),
                        .init(name: "transaction_id", value: "51cd8b6ab36d46a98afb2f01e856e89a"),
                    ]))
    }

    @Test func `Surepass's order summary`() async throws {
        let stamps = ["stamp_v2_ltIyIpbNoVxnclqhEVey", "stamp_v2_mIaLighXQDcmgcijVceD"]
        let snapshot = try await snapshot(
            .stamps,
            """
            {"data": {"client_id": "bulk_stamp_v2_vomMHvHnecrlzTPRtyL", "quantity": 2,
              "summary": {"pending": {"count": 0, "stamps": []},
               "available": {"count": 2, "stamps": ["\(stamps[0])", "\(stamps[1])"]},
               "failed": {"count": 0, "stamps": []}}},
             "status_code": 200, "success": true, "message": "Success",
             "message_code": "success"}
            """)
        #expect(
            snapshot
                == Snapshot(
                    state: .completed, total: 2, processed: 2, failed: 0, succeeded: 2,
                    groups: StampGroups(
                        pending: .init(count: 0, stamps: []),
                        available: .init(count: 2, stamps: stamps),
                        failed: .init(count: 0, stamps: []))))
    }

    @Test func `Surepass's report initiation`() async throws {
        let transport = ScriptedTransport(
            200,
            """
            {"data": {"client_id": "bulk_stamper_order_usage_report_UizlzAdTkllQnAsmqnco",
              "bulk_stamp_client_id": "bulk_stamp_v2_vomMHvHnecrKlzTPRtyL", "status": "pending"},
             "status_code": 200, "success": true, "message": "Success",
             "message_code": "success"}
            """)
        let desk = SurepassClient(
            baseURL: "https://vendor.test", token: Secret("t"), transport: transport,
            now: { testMoment })
        let order = try #require(
            ItemKey(kind: .stamps, id: "bulk_stamp_v2_vomMHvHnecrKlzTPRtyL"))
        #expect(try await desk.startReport(on: order) == key(.report))
        let request = try #require(transport.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/api/v1/stamper-v2/bulk-usage-report/initiate")
        #expect(request.text == #"{"client_id":"bulk_stamp_v2_vomMHvHnecrKlzTPRtyL"}"#)
        #expect(request.headers["Authorization"] == "Bearer t")
    }

    @Test func `DollarPe's accepted submission`() async throws {
        let transport = ScriptedTransport(
            200,
            """
            {"status": true, "message": "Success",
             "data": {"id": "550e8400-e29b-41d4-a716-446655440000", "status": "PROCESSING",
              "failure_reason": null}}
            """)
        let receipt = try await dollarPe(on: transport).submit(.invented)
        #expect(receipt == KYCReceipt(status: "PROCESSING", failureReason: nil))
    }
}
