import Cryptography
import Domain
import JSON

/// What a token that is a JSON Web Token says of its own end (RFC 7519, 4.1.4, `exp`). Nothing is
/// verified: it is the vendor who decides whether the token is good.
enum TokenExpiry {
    /// The moment; nil for a token of another sort or without an end.
    static func of(_ token: Secret) -> Timestamp? {
        let parts = token.revealed().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var claims = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
        claims += String(repeating: "=", count: (4 - claims.utf8.count % 4) % 4)
        guard let bytes = Encoding.bytes(base64: claims), let body = try? JSON(parsing: bytes),
            let seconds = body["exp"]?.double, seconds > 0, seconds < 253_402_300_800
        else { return nil }
        return Timestamp(milliseconds: Int64(seconds * 1000))
    }
}
