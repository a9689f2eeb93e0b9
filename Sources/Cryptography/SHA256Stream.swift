import CSodium

/// The SHA-256 digest of a message that comes in pieces (crypto_hash_sha256_init).
public struct SHA256Stream {
    private var state = crypto_hash_sha256_state()

    /// Nothing yet.
    public init() {
        Sodium.start()
        crypto_hash_sha256_init(&state)
    }

    /// Takes the next piece.
    public mutating func take(_ piece: UnsafeRawBufferPointer) {
        let bytes = piece.assumingMemoryBound(to: UInt8.self)
        crypto_hash_sha256_update(&state, bytes.baseAddress, UInt64(piece.count))
    }

    /// The 32 bytes of everything that was taken.
    public var digest: [UInt8] {
        var (copy, digest) = (state, [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES)))
        crypto_hash_sha256_final(&copy, &digest)
        return digest
    }
}
