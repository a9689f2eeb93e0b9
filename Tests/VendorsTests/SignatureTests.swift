import Cryptography
import Domain
import HTTP
import JSON
import Testing

@testable import Vendors

/// Every signing profile against signatures computed independently from the vendor's samples.
struct SignatureTests {
    static let flat: JSON = [
        "customer_id": "075986f3-282b-4555-bfcd-fad973e32596", "tax_number": "ABCDE1234F",
    ]
    static let nested: JSON = [
        "customer_id": "075986f3-282b-4555-bfcd-fad973e32596", "full_name": "Asha R\u{101}o",
        "document_details": ["document_number": "123456789012", "additional_data": [:]],
    ]

    static let table: [(JSON, SigningProfile, String)] = [
        (flat, .compactSorted, "q3an90TpHByMcnHh34mt+d4UCa+L7J6jRpx+jWlTfiI="),
        (flat, .compactSortedUTF8, "q3an90TpHByMcnHh34mt+d4UCa+L7J6jRpx+jWlTfiI="),
        (flat, .nodeSample, "q3an90TpHByMcnHh34mt+d4UCa+L7J6jRpx+jWlTfiI="),
        (flat, .javaSample, "q3an90TpHByMcnHh34mt+d4UCa+L7J6jRpx+jWlTfiI="),
        (flat, .pythonDefault, "B+ej8fkfq+8cjaq+V663MDALhC1siQy9KBz9xYmTF+g="),
        (nested, .compactSorted, "OZODVIqpYOaT546e7Hll/MySc31/PgzvEMSCXELX9JY="),
        (nested, .compactSortedUTF8, "0hgwvxjv1H3Yl+7R8K1TiCe991vmGCRd1x7csk8vXZ0="),
        (nested, .pythonDefault, "FWbI1UG7YEz98qLqR3gcH0UCaDr+VVGD5fK4Ciw+Yrk="),
        (nested, .nodeSample, "ucDOJYZIcyT4L4+unDmBgLiNMFpDOqL+3KiuZjoDpEE="),
        (nested, .javaSample, "/bndBLzNBQ+sgy9E0EN0GH6FXhzHCq3QqZSyE6p63WE="),
    ]

    @Test(arguments: table)
    func `Each profile signs as the vendor's sample does`(
        body: JSON, profile: SigningProfile, expected: String
    ) {
        let signature = Signature(
            of: profile.signedText(of: body), apiKey: Secret("key_demo_1"),
            apiSecret: Secret("secret_demo_1"), at: testMoment)
        #expect(signature.text == expected)
        #expect(signature.timestamp == "1700000000")
    }

    @Test(arguments: SigningProfile.allCases)
    func `A read signs the empty object in every profile`(profile: SigningProfile) async throws {
        let transport = ScriptedTransport(200, #"{"status":true,"data":{"status":"VERIFIED"}}"#)
        _ = try await dollarPe(on: transport, profile).check(key(.kyc))
        let request = try #require(transport.requests.first)
        #expect(request.method == "GET")
        #expect(
            request.url
                == "https://vendor.test/prefix/cms/api/v1/customer/4e6f1b20-a73c-11ec-b909-0242ac120002"
        )
        #expect(request.headers["X-API-KEY"] == "key_demo_1")
        #expect(request.headers["X-TIMESTAMP"] == "1700000000")
        #expect(request.headers["X-SIGNATURE"] == "TulDpc0E33b1cvCcsceUbxCxDbmiEpmdDG1gF2iQxuM=")
    }

    @Test(arguments: SigningProfile.allCases)
    func `A write sends the bytes that were signed, in full`(
        profile: SigningProfile
    ) async throws {
        let transport = ScriptedTransport(200, #"{"status":true,"data":{"status":"PROCESSING"}}"#)
        let client = dollarPe(on: transport, profile)
        _ = try await client.submit(.invented)
        let request = try #require(transport.requests.first)
        #expect(request.body == client.signedBody(for: .invented))
        let whole = KYCSubmission.invented.dollarPeBody
        let signed =
            profile == .nodeSample ? profile.signedText(of: whole) : request.text
        let code = HMACSHA256.authenticate(
            Array("key_demo_1|1700000000|\(signed)".utf8), key: Array("secret_demo_1".utf8))
        #expect(request.headers["X-SIGNATURE"] == Encoding.base64(code))
        // Whatever the order, every field is there.
        let sorted = JSONStyle(sorting: .everyLevel)
        #expect(try JSON(parsing: request.body).text(sorted) == whole.text(sorted))
    }

    @Test func `A body has the vendor's fields in the vendor's order`() {
        #expect(
            KYCSubmission.invented.dollarPeBody.text() == """
                {"customer_id":"4e6f1b20-a73c-11ec-b909-0242ac120002","full_name":"Asha Rāo",\
                "phone":"9900000000","full_address":"1 Nowhere Road","dob":"01-01-1970",\
                "registered_date":"01-01-1971","tax_number":"ABCPE1234F",\
                "document_type":"AADHAAR",\
                "document_front_image_url":"https://files.test/front.png",\
                "document_back_image_url":"https://files.test/back.png",\
                "document_details":{"document_number":"123456789012","additional_data":{}},\
                "selfie_url":"https://files.test/selfie.png","selfie_verification_status":true,\
                "additional_info":{"profession":"tester","income_range":"0-1"}}
                """)
    }

    @Test func `The record of a submission shows no personal value`() {
        let fields = KYCSubmission.invented.masked
        let text = fields.map { "\($0.name)=\($0.value)" }.joined(separator: "\n")
        for personal in KYCSubmission.invented.personalTexts { #expect(!text.contains(personal)) }
        #expect(fields.first { $0.name == "document_type" }?.value == "AADHAAR")
        #expect(fields.count == 15)
    }
}
