import HTTP
import JSON
import Sandbox
import Testing

@Suite struct DollarPeContractTests {
    private let probe: Probe

    init() throws { probe = try Probe() }

    private func errors(_ answer: HTTPResponse) -> JSON? {
        answer.status == 400 ? answer.json?["errors"] : nil
    }

    @Test func `A submission is processing at once and verified after a while`() throws {
        let id = try probe.id("Exchange user 205")
        let before = try probe.customer(id)
        #expect(before["status"] == "UNVERIFIED")
        #expect(before["failure_reason"] == .null && before["document_type"] == .null)

        let answer = probe.dollarPe("POST", "kyc/add-kyc-data", body: Probe.submission(of: id))
        #expect(answer.status == 200)
        let body = try #require(answer.json)
        #expect(body.names == ["status", "message", "data"])
        #expect(body["status"] == true && body["message"] == "Success")
        #expect(body["data"]?.names == ["id", "status", "failure_reason"])
        #expect(body["data"]?["status"] == "PROCESSING")
        #expect(body["data"]?["failure_reason"] == .null)
        #expect(try probe.customer(id)["status"] == "PROCESSING")
        probe.pass(to: 12)
        #expect(try probe.customer(id)["status"] == "VERIFIED")

        let doomed = try probe.id("Exchange user 206")
        let other = Probe.submission(of: doomed, document: "000011113333", tax: "BBBPB0000B")
        #expect(probe.dollarPe("POST", "kyc/add-kyc-data", body: other).status == 200)
        probe.pass(to: 50)
        let failed = try probe.customer(doomed)
        #expect(failed["status"] == "FAILED")
        #expect(failed["failure_reason"] == "DOCUMENT_VERIFICATION_FAILED")
    }

    @Test func `One customer submits once, and no document or tax number serves two`() throws {
        let first = try probe.id("Exchange user 204")
        let second = try probe.id("Exchange user 205")
        func send(_ body: String) -> JSON? {
            errors(probe.dollarPe("POST", "kyc/add-kyc-data", body: body))
        }
        #expect(send(Probe.submission(of: first)) == nil)
        #expect(send(Probe.submission(of: first)) == ["kyc": ["KYC already exists"]])
        let verified = try probe.id("Exchange user 112")
        #expect(
            send(Probe.submission(of: verified, document: "1", tax: "CCCPC0000C"))
                == ["kyc": ["KYC already exists"]])
        #expect(
            send(Probe.submission(of: second, tax: "CCCPC0000C")) == ["kyc": ["KYC already in use"]]
        )
        #expect(
            send(Probe.submission(of: second, document: "1")) == ["kyc": ["KYC already in use"]])
        #expect(send(Probe.submission(of: second, document: "1", tax: "CCCPC0000C")) == nil)
        let stranger = Probe.submission(of: "4e6f1b20-a73c-11ec-b909-0242ac120002")
        let unknown = probe.dollarPe("POST", "kyc/add-kyc-data", body: stranger)
        #expect(
            try unknown.json
                == page(
                    """
                    {"status": false, "message": "Bad Request", "data": null,
                     "errors": {"customer": ["Customer not found or access denied."]}}
                    """))
    }

    @Test func `Every missing or malformed field is named`() throws {
        let id = try probe.id("Exchange user 204")
        let empty = probe.dollarPe(
            "POST", "kyc/add-kyc-data", body: "{\"customer_id\":\"\(id)\"}")
        let required: [String] = [
            "full_name", "full_address", "dob", "registered_date", "document_type",
            "document_front_image_url", "document_back_image_url", "document_details",
            "selfie_url", "selfie_verification_status",
        ]
        let faults = try #require(errors(empty))
        #expect(faults.names.starts(with: required))
        #expect(faults.object?.allSatisfy { $0.value == ["This field is required."] } == true)

        let bad = Probe.submission(of: id)
            .replacing("01-02-1990", with: "1990-02-01").replacing("AADHAAR", with: "LIBRARY")
            .replacing("Asha Example", with: " ").replacing("true", with: "\"yes\"")
        #expect(
            errors(probe.dollarPe("POST", "kyc/add-kyc-data", body: bad))?.names == [
                "full_name", "dob", "document_type", "selfie_verification_status",
            ])
        // Nothing of it was taken.
        #expect(try probe.customer(id)["status"] == "UNVERIFIED")
    }

    @Test func `Keys, signatures and times that are not good are refused`() throws {
        let path = "customer/\(try probe.id("Exchange user 204"))"
        let target = "/cms/api/v1/\(path)"
        #expect(probe.send("GET", target).status == 401)
        #expect(probe.send("GET", target, ["X-API-KEY": "other"]).status == 401)
        let unsigned = probe.send("GET", target, ["X-API-KEY": "dollarpe_demo_key"])
        #expect(unsigned.status == 400)
        #expect(
            try unsigned.json
                == page(
                    """
                    {"status": false, "message": "Bad Request", "data": null,
                     "errors": {"signature": ["Invalid Signature"]}}
                    """))
        #expect(probe.dollarPe("GET", path).status == 200)
        #expect(
            errors(
                probe.dollarPe(
                    "GET", path, body: "", timestamp: String(probe.now / 1_000),
                    signature: "not base64")) == ["signature": ["Invalid Signature"]])
    }

    @Test(arguments: [
        ("", "TulDpc0E33b1cvCcsceUbxCxDbmiEpmdDG1gF2iQxuM="),
        (Vector.flat, "q3an90TpHByMcnHh34mt+d4UCa+L7J6jRpx+jWlTfiI="),
        (Vector.flat, "B+ej8fkfq+8cjaq+V663MDALhC1siQy9KBz9xYmTF+g="),
        (Vector.nested, "OZODVIqpYOaT546e7Hll/MySc31/PgzvEMSCXELX9JY="),
        (Vector.nested, "0hgwvxjv1H3Yl+7R8K1TiCe991vmGCRd1x7csk8vXZ0="),
        (Vector.nested, "FWbI1UG7YEz98qLqR3gcH0UCaDr+VVGD5fK4Ciw+Yrk="),
        (Vector.nested, "ucDOJYZIcyT4L4+unDmBgLiNMFpDOqL+3KiuZjoDpEE="),
        (Vector.nested, "/bndBLzNBQ+sgy9E0EN0GH6FXhzHCq3QqZSyE6p63WE="),
    ])
    func `The vendor's way to sign is known in each of its samples' forms`(
        body: String, signature: String
    ) throws {
        let probe = try Probe(credentials: .vector)
        func isRefused(_ body: String, at now: Int64, timestamp: String) -> Bool {
            probe.now = now
            let answer = probe.dollarPe(
                body.isEmpty ? "GET" : "POST",
                body.isEmpty ? "customer/\(Vector.customer)" : "kyc/add-kyc-data", body: body,
                timestamp: timestamp, signature: signature)
            return errors(answer) == ["signature": ["Invalid Signature"]]
        }
        let time: Int64 = 1_700_000_000
        #expect(!isRefused(body, at: time * 1_000, timestamp: "1700000000"))
        #expect(!isRefused(body, at: (time + 300) * 1_000, timestamp: "1700000000"))
        #expect(isRefused(body, at: (time + 301) * 1_000, timestamp: "1700000000"))
        #expect(isRefused(body, at: (time - 301) * 1_000, timestamp: "1700000000"))
        #expect(isRefused(body, at: time * 1_000, timestamp: "1700000001"))
        #expect(isRefused(body + "[]", at: time * 1_000, timestamp: "1700000000"))
    }

    @Test func `The configuration names documents and further fields, which are asked for`() throws
    {
        let id = try probe.id("Exchange user 204")
        var seen: Set<String> = []
        for customer in probe.ids("kyc") {
            let answer = probe.dollarPe("GET", "kyc/configuration/\(customer)")
            let data = try #require(answer.json?["data"])
            #expect(data["supported_document_types"]?.array?.contains("PASSPORT") == true)
            let rules = try #require(data["additional_info_required"]?["rules"])
            seen.insert("\(rules["type"]?.string ?? "") \(rules["min_required"]?.integer ?? -1)")
        }
        #expect(seen == ["allOf 2", "anyOf 1", "allOf 0"])
        let wants = Set(
            try #require(
                probe.dollarPe("GET", "kyc/configuration/\(id)").json?["data"]?[
                    "additional_info_required"]?["options"]?.array
            ).compactMap(\.string))
        let bare = Probe.submission(of: id)
            .replacing("\"income_range\": \"5-10\", \"profession\": \"Baker\"", with: "")
        let faults = errors(probe.dollarPe("POST", "kyc/add-kyc-data", body: bare))?.names ?? []
        #expect(Set(faults) == wants)
    }

    @Test func `The showcase has a customer in every status and with every reason`() throws {
        let states = try probe.ids("kyc").map { id in
            let customer = try probe.customer(id)
            return [customer["status"], customer["failure_reason"]].compactMap { $0?.string }
                .joined(separator: " ")
        }
        #expect(
            Set(states) == [
                "UNVERIFIED", "PROCESSING", "VERIFIED", "FAILED DOCUMENT_VERIFICATION_FAILED",
                "FAILED TAX_VERIFICATION_FAILED", "FAILED SELFIE_VERIFICATION_FAILED",
                "FAILED KYC_FAILED", "ON_HOLD",
            ])
        #expect(states.count { $0 == "UNVERIFIED" } == 3)
    }
}

/// The texts of the published test vectors: key `key_demo_1`, secret `secret_demo_1`.
private enum Vector {
    static let customer = "075986f3-282b-4555-bfcd-fad973e32596"
    static let flat = #"{"customer_id": "\#(customer)", "tax_number":"ABCDE1234F"}"#
    static let nested =
        #"{"customer_id":"\#(customer)","full_name":"Asha Rāo","#
        + #""document_details":{"document_number":"123456789012","additional_data":{}}}"#
}

extension SandboxCredentials {
    fileprivate static let vector = SandboxCredentials(
        reapAPIKey: "a", surepassToken: "b", deepvueClientID: "c", deepvueClientSecret: "d",
        dollarPeAPIKey: "key_demo_1", dollarPeAPISecret: "secret_demo_1")
}
