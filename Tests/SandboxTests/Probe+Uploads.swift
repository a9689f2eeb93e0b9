import HTTP
import JSON
import Testing

extension Probe {
    /// A form with one file, as browsers and curl write it.
    static func form(
        _ name: String, _ file: String, fileName: String? = "people.csv"
    ) -> (type: String, body: String) {
        let boundary = "----vigil-test-boundary"
        let disposition =
            "Content-Disposition: form-data; name=\"\(name)\""
            + (fileName.map { "; filename=\"\($0)\"" } ?? "")
        return (
            "multipart/form-data; boundary=\(boundary)",
            "--\(boundary)\r\n\(disposition)\r\nContent-Type: text/csv\r\n\r\n\(file)\r\n"
                + "--\(boundary)--\r\n"
        )
    }

    func reapUpload(
        _ file: String, key: String? = nil, provider: String? = "sumsub", part: String = "file"
    ) -> HTTPResponse {
        let form = Self.form(part, file)
        var headers: HTTPHeaders = [
            "x-reap-api-key": "reap_demo_key", "Content-Type": form.type,
        ]
        if let provider { headers.append(name: "X-Provider", value: provider) }
        if let key { headers.append(name: "Idempotency-Key", value: key) }
        return send("POST", "/entity/kyc/import/batch", headers, body: form.body)
    }

    func deepvueHeaders() throws -> HTTPHeaders {
        ["Authorization": "Bearer \(try token())", "x-api-key": "deepvue_demo_secret"]
    }

    func deepvueUpload(
        _ file: String, query: String = "", part: String = "batch_file"
    ) throws -> HTTPResponse {
        let form = Self.form(part, file)
        var headers = try deepvueHeaders()
        headers.append(name: "Content-Type", value: form.type)
        return send(
            "POST", "/v1/verification/upi-basic/batch\(query)", headers, body: form.body)
    }

    func surepassGet(_ path: String) -> HTTPResponse {
        send("GET", "/api/v1/\(path)", ["Authorization": "Bearer surepass_demo_token"])
    }

    static let order = """
        {"first_party": "Example Lending Ltd", "second_party": "Borrower", "state": "DL",
         "article_id": 22128, "amount": 100, "consideration_amount": 50000, "quantity": 40,
         "description": "Loan agreement"}
        """

    static func submission(
        of customer: String, document: String = "000011112222", tax: String = "AAAPA0000A"
    ) -> String {
        """
        {"customer_id": "\(customer)", "full_name": "Asha Example", "phone": "9900000000",
         "full_address": "1 Example Road, Exampleville", "dob": "01-02-1990",
         "registered_date": "03-04-2025", "tax_number": "\(tax)", "document_type": "AADHAAR",
         "document_front_image_url": "https://files.example/front.jpg",
         "document_back_image_url": "https://files.example/back.jpg",
         "document_details": {"document_number": "\(document)", "additional_data": {}},
         "selfie_url": "https://files.example/selfie.jpg", "selfie_verification_status": true,
         "additional_info": {"income_range": "5-10", "profession": "Baker"}}
        """
    }

    static func person(
        email: String = "asha@example.org", phone: String = "9800000001", reference: String = "a-1"
    ) -> String {
        """
        {"full_name": "Asha Example", "email": "\(email)", "phone": "\(phone)",
         "alpha_3_country_code": "IND", "client_reference_id": "\(reference)"}
        """
    }

    func correct(_ update: String, _ id: String, _ members: String) -> HTTPResponse {
        dollarPe(
            "PATCH", "kyc/update-\(update)-info", body: "{\"customer_id\":\"\(id)\",\(members)}")
    }

    func mock(_ id: String, _ status: String) -> HTTPResponse {
        dollarPe(
            "PATCH", "kyc/mock-kyc-status",
            body: "{\"customer_id\":\"\(id)\",\"kyc_status\":\"\(status)\"}")
    }
}

extension HTTPResponse {
    /// The first text of DollarPe's errors.
    var firstError: String? { json?["errors"]?.object?.first?.value.array?.first?.string }
}
