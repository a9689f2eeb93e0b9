import Cryptography
import JSON

/// The verifying side of DollarPe's request signatures (page "Authentication").
///
/// `base64(hmac_sha256(secret, api_key|timestamp|body))`. The vendor's samples serialise the
/// body in several ways, so a signature over any of them is good, as is one over the bytes sent;
/// with `only`, one over that form alone. Without a body, `{}` is signed.
struct DollarPeSignature: Sendable {
    let key: String
    let secret: String
    let only: SigningProfile?

    func isGood(_ signature: String, timestamp: String, body: [UInt8]) -> Bool {
        guard let given = Encoding.bytes(base64: signature) else { return false }
        return forms(of: body).contains { form in
            let message = Array("\(key)|\(timestamp)|".utf8) + form
            return HMACSHA256.areEqual(
                given, HMACSHA256.authenticate(message, key: Array(secret.utf8)))
        }
    }

    private func forms(of body: [UInt8]) -> [[UInt8]] {
        guard !body.isEmpty else { return [Array("{}".utf8)] }
        guard let json = try? JSON(parsing: body) else { return only == nil ? [body] : [] }
        if let only { return [Array(only.text(of: json).utf8)] }
        return [body] + SigningProfile.allCases.map { Array($0.text(of: json).utf8) }
    }
}
