import HTTP
import JSON
import Testing

@Suite struct DollarPeCustomerTests {
    @Test(arguments: [false, true])
    func `A new customer can be read, listed, submitted and reset`(overSocket: Bool) throws {
        let probe = try Probe(overSocket: overSocket)
        let made = try #require(
            probe.dollarPe("POST", "customer/create", body: Probe.person()).json?["data"])
        #expect(
            Set(made.names) == [
                "id", "client_reference_id", "full_name", "email", "phone", "country", "type",
                "status", "failure_reason", "document_type",
            ])
        #expect(made["phone"] == "+919800000001" && made["status"] == "UNVERIFIED")
        let id = try #require(made["id"]?.string)
        #expect(try probe.customer(id)["email"] == "asha@example.org")
        #expect(probe.dollarPe("GET", "kyc/configuration/\(id)").status == 200)

        let body = Probe.submission(of: id)
        #expect(probe.dollarPe("POST", "kyc/add-kyc-data", body: body).status == 200)
        #expect(try probe.customer(id)["status"] == "PROCESSING")
        probe.pass(to: 40)
        #expect(try probe.customer(id)["status"] == "VERIFIED")
        let reset = "{\"customer_id\":\"\(id)\"}"
        #expect(probe.dollarPe("POST", "kyc/reset-kyc", body: reset).status == 200)
        #expect(try probe.customer(id)["status"] == "UNVERIFIED")
        #expect(probe.dollarPe("POST", "kyc/reset-kyc", body: reset).status == 400)
        // The same person's document is no other's.
        #expect(probe.dollarPe("POST", "kyc/add-kyc-data", body: body).status == 200)
    }

    @Test func `What another customer has cannot be had again`() throws {
        let probe = try Probe()
        func create(_ body: String) -> String? {
            probe.dollarPe("POST", "customer/create", body: body).firstError
        }
        let taken = try probe.customer(probe.id("Exchange user 204"))
        #expect(create(Probe.person()) == nil)
        #expect(create(Probe.person(email: "ASHA@example.org")) == "Email already in use")
        #expect(create(Probe.person(email: "b@example.org")) == "Phone already in use")
        #expect(
            create(Probe.person(email: "b@example.org", phone: "9800000002"))
                == "Client Reference ID already exists")
        let email = try #require(taken["email"]?.string)
        #expect(create(Probe.person(email: email)) == "Email already in use")
        let phone = try #require(taken["phone"]?.string)
        #expect(
            create(Probe.person(email: "c@example.org", phone: phone)) == "Phone already in use")
        #expect(create(Probe.person().replacing("IND", with: "India")) == "Invalid country code")
        #expect(
            create(Probe.person(email: "nobody")) == "Enter a valid email address.")
        let all = probe.dollarPe("POST", "customer/create", body: "{}").json?["errors"]
        #expect(all?.names == ["full_name", "email", "phone", "alpha_3_country_code"])
    }

    @Test func `The list is followed by its links, forth and back`() throws {
        let probe = try Probe(batches: 400)
        _ = probe.dollarPe("POST", "customer/create", body: Probe.person())
        var ids: [String] = []
        var path: String? = "customer/list"
        var last: JSON?
        while let next = path {
            let page = try #require(probe.dollarPe("GET", next).json?["data"])
            #expect(page.names == ["count", "next", "previous", "results"])
            let results = try #require(page["results"]?.array)
            #expect(results.allSatisfy { $0["document_type"] == nil })
            ids += results.compactMap { $0["id"]?.string }
            path = page["next"]?.string.map {
                String($0.dropFirst("http://127.0.0.1:8080/cms/api/v1/".count))
            }
            last = page
        }
        #expect(last?["count"]?.integer == ids.count)
        #expect(last?["previous"]?.string != nil)
        #expect(Set(ids).count == ids.count && Set(ids).isSuperset(of: probe.ids("kyc")))
        #expect(ids.count == probe.ids("kyc").count + 1)
        #expect(probe.dollarPe("GET", "customer/list?page=99").status == 404)
    }

    @Test func `A correction helps when it is the right one, and at most three are taken`() throws {
        let probe = try Probe()
        let id = try probe.id("Exchange user 131")
        let reason = try probe.customer(id)["failure_reason"]
        #expect(reason == "TAX_VERIFICATION_FAILED")
        let selfie = probe.correct(
            "selfie", id, "\"selfie_url\":\"https://files.example/s.jpg\"")
        #expect(selfie.json?["data"]?["status"] == "PROCESSING")
        #expect(try probe.customer(id)["status"] == "PROCESSING")
        probe.pass(to: 20)
        #expect(try probe.customer(id)["failure_reason"] == reason)

        let tax = probe.correct("tax", id, "\"tax_number\":\"BBBPB0000B\"")
        #expect(tax.json?["data"]?.names == ["id", "status"])
        #expect(tax.json?["data"]?["status"] == "UNVERIFIED")
        probe.pass(to: 40)
        #expect(try probe.customer(id)["status"] == "VERIFIED")

        let other = try probe.id("Exchange user 118")
        let answers = (0..<4).map { _ in
            probe.correct("tax", other, "\"tax_number\":\"CCCPC0000C\"")
        }
        #expect(answers.map(\.status) == [200, 200, 200, 400])
        #expect(answers[3].firstError == "Limit exceeded")
        let fifth = probe.correct(
            "selfie", other, "\"selfie_url\":\"https://files.example/s.jpg\"")
        #expect(fifth.firstError == "Kyc update limit exceeded")
        #expect(probe.correct("tax", id, "\"tax_number\":\"x\"").status == 400)
        let posted = probe.dollarPe(
            "POST", "kyc/update-additional-info",
            body: "{\"customer_id\":\"\(try probe.id("Exchange user 140"))\","
                + "\"additional_info\":{\"income_range\":\"1\",\"profession\":\"Baker\"}}")
        #expect(posted.status == 200)
        let document = probe.correct("document", try probe.id("Exchange user 152"), "\"x\":1")
        #expect(
            document.json?["errors"]?.names == [
                "full_address", "document_type", "document_front_image_url",
                "document_back_image_url", "document_details",
            ])
    }

    @Test func `The mock status follows the page's transitions and no other`() throws {
        let words = [
            "UNVERIFIED", "PROCESSING", "VERIFIED", "FAILED", "TAX_VERIFICATION_FAILED",
            "DOCUMENT_VERIFICATION_FAILED", "nonsense",
        ]
        let allowed: [(label: String, words: Set<String>)] = [
            ("Exchange user 204", []), ("Exchange user 112", ["UNVERIFIED"]),
            ("Exchange user 118", ["UNVERIFIED"]),
            (
                "Exchange user 187",
                [
                    "UNVERIFIED", "VERIFIED", "TAX_VERIFICATION_FAILED",
                    "DOCUMENT_VERIFICATION_FAILED",
                ]
            ),
        ]
        for (label, expected) in allowed {
            for word in words {
                let probe = try Probe()
                let id = try probe.id(label)
                let before = try probe.customer(id)
                let answer = probe.mock(id, word)
                #expect(answer.status == (expected.contains(word) ? 200 : 400), "\(label) \(word)")
                let after = try probe.customer(id)
                guard answer.status == 200 else {
                    #expect(after == before)
                    continue
                }
                let isFailure = word.hasSuffix("_FAILED")
                #expect(after["status"]?.string == (isFailure ? "FAILED" : word))
                #expect(after["failure_reason"] == (isFailure ? .string(word) : .null))
            }
        }
    }
}
