import Domain
import JSON
import Testing

@testable import App

/// What a vendor answered, in the vendor's own fields.
struct VendorResponseTests {
    private func response(_ kind: Kind, _ id: String, _ answer: Snapshot) throws -> JSON {
        VendorResponse(try #require(ItemKey(kind: kind, id: id)), answer).json
    }

    @Test func `A Deepvue batch has its data, and of the file's link only that there is one`()
        throws
    {
        let id = String(repeating: "a", count: 32)
        let json = try response(
            .deepvue, id,
            Snapshot(
                state: .completed, vendorState: "Done", resultAvailable: true,
                facts: [
                    Snapshot.Fact(name: "status", value: "200"),
                    Snapshot.Fact(name: "sub_code", value: "SUCCESS"),
                ]))
        #expect(json["data"]?["request_id"]?.string == id)
        #expect(json["data"]?["message"]?.string == "Done")
        #expect(json["data"]?["status"]?.integer == 200)
        #expect(json["data"]?["batch_output_file_url"]?.string == "(link left out)")
        #expect(json["sub_code"]?.string == "SUCCESS")
    }

    @Test func `An order has its counts without the ids, a report its stats`() throws {
        let groups = StampGroups(
            pending: StampGroups.Group(count: 1, stamps: ["IN-1"]),
            available: StampGroups.Group(count: 2, stamps: ["IN-2", "IN-3"]),
            failed: StampGroups.Group(count: 0, stamps: []))
        let order = try response(
            .stamps, "bulk_stamp_v2_Order1",
            Snapshot(state: .inProgress, total: 3, processed: 2, groups: groups))
        #expect(order["quantity"]?.integer == 3)
        #expect(order["summary"]?["available"]?["count"]?.integer == 2)
        #expect(!order.text().contains("IN-"))
        let report = try response(
            .report, "bulk_stamper_order_usage_report_R1",
            Snapshot(
                state: .completed, vendorState: "success", total: 10, processed: 7, failed: 2,
                succeeded: 5))
        #expect(report["stats"]?["pending"]?.integer == 3)
        #expect(report["stats"]?["available"]?.integer == 5)
        #expect(report["link"] == nil)
    }

    @Test func `A customer has the vendor's fields as they were kept, masked`() throws {
        let json = try response(
            .kyc, "4e6f1b20-a73c-11ec-b909-0242ac120002",
            Snapshot(
                state: .failed, vendorState: "FAILED", failureReason: "blurred",
                facts: [
                    Snapshot.Fact(name: "full_name", value: Personal("Testa Beispiel").masked),
                    Snapshot.Fact(name: "is_edd_verified", value: "false"),
                ]))
        #expect(json["status"]?.string == "FAILED")
        #expect(json["failure_reason"]?.string == "blurred")
        #expect(json["is_edd_verified"]?.bool == false)
        #expect(!json.text().contains("Beispiel"))
    }
}
