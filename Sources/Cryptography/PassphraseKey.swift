import CSodium

/// Keys made of passphrases, slowly and with much memory, so that guessing is dear (argon2id,
/// RFC 9106, crypto_pwhash).
public struct PassphraseKey: Equatable, Sendable {
    /// Random bytes that make equal passphrases give different keys.
    public let salt: [UInt8]
    /// Passes over the memory.
    public let passes: Int
    /// Bytes of memory.
    public let memory: Int

    /// New parameters with a new salt: three passes over 64 MiB.
    public static func make() -> PassphraseKey {
        PassphraseKey(
            salt: RandomBytes.make(Int(crypto_pwhash_SALTBYTES)), passes: 3, memory: 64 << 20)
    }

    /// Parameters as they were kept; nil for ones that were never made here.
    public init?(keptSalt: [UInt8], passes: Int, memory: Int) {
        guard keptSalt.count == Int(crypto_pwhash_SALTBYTES), (1...16).contains(passes),
            (1 << 20...1 << 30).contains(memory)
        else { return nil }
        self.init(salt: keptSalt, passes: passes, memory: memory)
    }

    private init(salt: [UInt8], passes: Int, memory: Int) {
        self.salt = salt
        self.passes = passes
        self.memory = memory
    }

    /// The key of a passphrase for a `SecretBox`; nil for an empty one and without
    /// the memory it takes. Blocks for
    /// some tenths of a second.
    public func derive(_ passphrase: [UInt8]) -> [UInt8]? {
        Sodium.start()
        var key = [UInt8](repeating: 0, count: SecretBox.keyLength)
        let code = passphrase.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return Int32(-1) }
            return crypto_pwhash(
                &key, UInt64(key.count), start.assumingMemoryBound(to: CChar.self),
                UInt64(bytes.count), salt, UInt64(passes), memory, crypto_pwhash_ALG_ARGON2ID13)
        }
        return code == 0 ? key : nil
    }
}
