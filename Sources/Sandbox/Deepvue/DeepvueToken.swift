import Cryptography

/// Access tokens that carry their own end, so that none has to be remembered.
struct DeepvueToken: Sendable {
    /// From the issue to the end, in milliseconds; by the clock on the wall, since clients renew
    /// by it. At the vendor 24 hours.
    let life: Int64
    /// How long they are taken when they are refused before their time.
    private static let shortLife: Int64 = 60_000

    private let isShortened: Bool
    private let key: [UInt8]

    init(world: World) {
        let secret = world.configuration.credentials.deepvueClientSecret
        key = Array("\(world.configuration.seed)|\(secret)".utf8)
        life = 1_000 * (world.faults.number(.deepvueTokenLife) ?? 24 * 3_600)
        isShortened = world.faults.has(.expiredTokens, .deepvue)
    }

    func issue(expiry: Int64) -> String {
        let text = String(expiry, radix: 16)
        return "dv_\(text)_\(mark(text))"
    }

    func isGood(_ token: String, at now: Int64) -> Bool {
        let parts = token.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "dv", let expiry = Int64(parts[1], radix: 16),
            issue(expiry: expiry) == token
        else { return false }
        return expiry - (isShortened ? max(0, life - Self.shortLife) : 0) > now
    }

    private func mark(_ text: String) -> String {
        Encoding.hex(HMACSHA256.authenticate(Array(text.utf8), key: key))
    }
}
