import CSodium

/// The SHA-256 digest (FIPS 180-4).
public enum SHA256 {
    /// The 32 bytes of a message (crypto_hash_sha256).
    public static func digest(_ message: [UInt8]) -> [UInt8] {
        Sodium.start()
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&digest, message, UInt64(message.count))
        return digest
    }
}
