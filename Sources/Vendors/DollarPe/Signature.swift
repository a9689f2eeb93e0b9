import Cryptography
import Domain
import JSON

/// DollarPe's request signature: base64 of HMAC-SHA256 over `key|timestamp|body`.
struct Signature: Equatable {
    /// Unix time in whole seconds.
    let timestamp: String
    /// Base64, standard alphabet, padded.
    let text: String

    /// Signs a body's text at a moment; a request without a body signs `{}`.
    init(of body: String = "{}", apiKey: Secret, apiSecret: Secret, at moment: Timestamp) {
        timestamp = String(moment.milliseconds / 1000)
        let message = "\(apiKey.revealed())|\(timestamp)|\(body)"
        text = Encoding.base64(
            HMACSHA256.authenticate(Array(message.utf8), key: Array(apiSecret.revealed().utf8)))
    }
}
