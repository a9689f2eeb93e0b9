import Cryptography
import JSON

/// The verifying side of DollarPe's request signatures (page "Authentication").
///
/// `base64(hmac_sha256(secret, api_key|timestamp|body))`. The vendor's samples serialise the
/// body in several ways, so a signature over any of them is good, as is one over the bytes sent.
/// Without a body, `{}` is signed.
struct DollarPeSignature: Sendable {
    let key: String
    let secret: String

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
        guard let json = try? JSON(parsing: body) else { return [body] }
        let styles = [
            // The webhook page's Python.
            JSONStyle(sorting: .everyLevel, escapesNonASCII: true),
            JSONStyle(sorting: .everyLevel),
            // The authentication page's Python, then its Java.
            JSONStyle(sorting: .everyLevel, isSpaced: true, escapesNonASCII: true),
            JSONStyle(sorting: .topLevel),
        ]
        let names = Set((json.object ?? []).map(\.name))
        let node = json.keepingMembers(named: names).text(JSONStyle(sorting: .everyLevel))
        return [body] + styles.map { Array(json.text($0).utf8) } + [Array(node.utf8)]
    }
}

extension JSON {
    /// The page's Node sample keeps only those members, at every level, that are named at the
    /// top (an array as replacer of `JSON.stringify`).
    fileprivate func keepingMembers(named names: Set<String>) -> JSON {
        switch self {
        case .object(let members):
            .object(
                members.filter { names.contains($0.name) }
                    .map { Member($0.name, $0.value.keepingMembers(named: names)) })
        case .array(let elements): .array(elements.map { $0.keepingMembers(named: names) })
        default: self
        }
    }
}
