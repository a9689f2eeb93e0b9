import CSodium

/// Bytes locked with one key (crypto_secretbox: XSalsa20 and Poly1305); a box begins with its
/// nonce.
public enum SecretBox {
    /// The length of a key.
    public static let keyLength = Int(crypto_secretbox_KEYBYTES)

    /// The bytes in a box; nil when the key has not the right length.
    public static func seal(_ bytes: [UInt8], key: [UInt8]) -> [UInt8]? {
        guard key.count == keyLength else { return nil }
        let nonce = RandomBytes.make(Int(crypto_secretbox_NONCEBYTES))
        var box = [UInt8](repeating: 0, count: bytes.count + Int(crypto_secretbox_MACBYTES))
        guard crypto_secretbox_easy(&box, bytes, UInt64(bytes.count), nonce, key) == 0 else {
            return nil
        }
        return nonce + box
    }

    /// What is in a box; nil when the key is another or the box was changed.
    public static func open(_ box: [UInt8], key: [UInt8]) -> [UInt8]? {
        Sodium.start()
        let lead = Int(crypto_secretbox_NONCEBYTES)
        let seal = Int(crypto_secretbox_MACBYTES)
        guard key.count == keyLength, box.count >= lead + seal else { return nil }
        let rest = Array(box[lead...])
        var bytes = [UInt8](repeating: 0, count: rest.count - seal)
        guard
            crypto_secretbox_open_easy(
                &bytes, rest, UInt64(rest.count), Array(box[..<lead]), key) == 0
        else { return nil }
        return bytes
    }
}
