import Cryptography

/// Access tokens that carry their own end, so that none has to be remembered.
struct DeepvueToken: Sendable {
    /// The vendor's 24 hours; by the clock on the wall, since clients renew by it.
    static let life: Int64 = 24 * 3_600 * 1_000

    private let key: [UInt8]

    init(world: World) {
        let secret = world.configuration.credentials.deepvueClientSecret
        key = Array("\(world.configuration.seed)|\(secret)".utf8)
    }

    func issue(expiry: Int64) -> String {
        let text = String(expiry, radix: 16)
        return "dv_\(text)_\(mark(text))"
    }

    func isGood(_ token: String, at now: Int64) -> Bool {
        let parts = token.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "dv", let expiry = Int64(parts[1], radix: 16) else {
            return false
        }
        return expiry > now && issue(expiry: expiry) == token
    }

    private func mark(_ text: String) -> String {
        Encoding.hex(HMACSHA256.authenticate(Array(text.utf8), key: key))
    }
}
