import CSodium

/// Keyed authentication of a message (RFC 2104 with SHA-256).
public enum HMACSHA256 {
    /// The 32 bytes for a message under a key of any length (crypto_auth_hmacsha256).
    public static func authenticate(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        Sodium.start()
        var state = crypto_auth_hmacsha256_state()
        var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
        crypto_auth_hmacsha256_init(&state, key, key.count)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, &code)
        sodium_memzero(&state, MemoryLayout<crypto_auth_hmacsha256_state>.size)
        return code
    }

    /// Whether two codes are the same, in a time that does not tell where they differ
    /// (sodium_memcmp).
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        Sodium.start()
        return left.count == right.count && sodium_memcmp(left, right, left.count) == 0
    }
}
