import CSodium

/// Boxes that anybody with the public key can fill and only the secret key opens
/// (crypto_box_seal: X25519, XSalsa20 and Poly1305).
public enum SealedBox {
    /// A pair of keys of 32 bytes each.
    public static func makeKeys() -> (publicKey: [UInt8], secretKey: [UInt8]) {
        Sodium.start()
        var publicKey = [UInt8](repeating: 0, count: Int(crypto_box_PUBLICKEYBYTES))
        var secretKey = [UInt8](repeating: 0, count: Int(crypto_box_SECRETKEYBYTES))
        crypto_box_keypair(&publicKey, &secretKey)
        return (publicKey, secretKey)
    }

    /// The bytes in a box; nil when the key is not one.
    public static func seal(_ bytes: [UInt8], to publicKey: [UInt8]) -> [UInt8]? {
        Sodium.start()
        guard publicKey.count == Int(crypto_box_PUBLICKEYBYTES) else { return nil }
        var box = [UInt8](repeating: 0, count: bytes.count + crypto_box_sealbytes())
        guard crypto_box_seal(&box, bytes, UInt64(bytes.count), publicKey) == 0 else { return nil }
        return box
    }

    /// What is in a box; nil when it was made for another key or changed since.
    public static func open(
        _ box: [UInt8], publicKey: [UInt8], secretKey: [UInt8]
    ) -> [UInt8]? {
        Sodium.start()
        guard publicKey.count == Int(crypto_box_PUBLICKEYBYTES),
            secretKey.count == Int(crypto_box_SECRETKEYBYTES),
            box.count >= crypto_box_sealbytes()
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: box.count - crypto_box_sealbytes())
        guard crypto_box_seal_open(&bytes, box, UInt64(box.count), publicKey, secretKey) == 0
        else { return nil }
        return bytes
    }
}
