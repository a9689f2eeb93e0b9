import Domain
import JSON
import Vendors

/// What `--dry-run` tells of one submission.
struct SubmissionRehearsal {
    private let place: String
    private let customer: String
    private let preview: SubmissionPreview

    init(_ place: String, _ submission: KYCSubmission, _ preview: SubmissionPreview) {
        self.place = place
        customer = submission.customerID
        self.preview = preview
    }

    /// For people: the request, then what is signed.
    var text: String {
        let headers = preview.headers.map { "\($0.name): \($0.value)\n" }.joined()
        let head = place.isEmpty ? "" : "# \(place)\n"
        return """
            \(head)\(preview.method) \(preview.url)
            \(headers)
            \(preview.body)

            signed text: \(preview.signedText)
            length: \(preview.signedLength) bytes
            sha256: \(preview.signedDigest)

            """
    }

    /// The same for programs.
    var json: JSON {
        [
            "place": JSON(place.isEmpty ? nil : place), "customer_id": .string(customer),
            "outcome": "dry_run",
            "request": [
                "method": .string(preview.method), "url": .string(preview.url),
                "headers": .object(
                    preview.headers.map { JSON.Member($0.name, .string($0.value)) }),
                "body": .string(preview.body),
            ],
            "signed": [
                "text": .string(preview.signedText), "length": .integer(preview.signedLength),
                "sha256": .string(preview.signedDigest),
            ],
        ]
    }
}
