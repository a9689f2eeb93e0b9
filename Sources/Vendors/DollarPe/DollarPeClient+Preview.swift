import Cryptography
public import Domain
import JSON

/// A submission as it would be sent, with every credential and personal value masked; the length
/// and the digest are those of the clear text that is signed.
public struct SubmissionPreview: Equatable, Sendable {
    /// The method.
    public var method: String
    /// The absolute URL.
    public var url: String
    /// The headers in order.
    public var headers: [Snapshot.Fact]
    /// The body, masked.
    public var body: String
    /// The text that is signed, masked.
    public var signedText: String
    /// How many bytes are signed.
    public var signedLength: Int
    /// SHA-256 of what is signed, 64 hex digits.
    public var signedDigest: String
}

extension DollarPeClient {
    /// What `submit` would send at this moment. Nothing is sent.
    public func preview(of submission: KYCSubmission) -> SubmissionPreview {
        let timestamp = String(exchange.now().milliseconds / 1000)
        let body = submission.dollarPeBody
        // Stars, because a profile may write anything beyond ASCII as an escape.
        let masked = submission.dollarPeBody { field, clear in
            String(field.masked(clear).map { $0 == "•" ? "*" : $0 })
        }
        let signed = Array(
            "\(apiKey.revealed())|\(timestamp)|\(profile.signedText(of: body))".utf8)
        let hidden = "****"
        return SubmissionPreview(
            method: "POST", url: url("/kyc/add-kyc-data"),
            headers: [
                .init(name: "Content-Type", value: "application/json"),
                .init(name: "X-API-KEY", value: hidden),
                .init(name: "X-TIMESTAMP", value: timestamp),
                .init(name: "X-SIGNATURE", value: hidden),
            ],
            body: profile.sentText(of: masked),
            signedText: "\(hidden)|\(timestamp)|\(profile.signedText(of: masked))",
            signedLength: signed.count, signedDigest: Encoding.hex(SHA256.digest(signed)))
    }
}
