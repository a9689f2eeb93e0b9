import CSodium

/// Bytes as printable text.
public enum Encoding {
    /// Base64 with the standard alphabet and padding (sodium_bin2base64).
    public static func base64(_ bytes: [UInt8]) -> String {
        let variant = sodium_base64_VARIANT_ORIGINAL
        var text = [CChar](
            repeating: 0, count: sodium_base64_encoded_len(bytes.count, variant))
        sodium_bin2base64(&text, text.count, bytes, bytes.count, variant)
        return String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Lower-case hex, two digits a byte.
    public static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The bytes of hex, two digits each, or nil.
    public static func bytes(hex text: some StringProtocol) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: digits[start..<start + 2], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16), pair.first != "+" else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    /// The bytes of standard base64 with padding, or nil (sodium_base642bin).
    public static func bytes(base64 text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: text.utf8.count)
        var length = 0
        let variant = sodium_base64_VARIANT_ORIGINAL
        let result = text.withCString { start in
            sodium_base642bin(
                &bytes, bytes.count, start, text.utf8.count, nil, &length, nil, variant)
        }
        return result == 0 ? Array(bytes.prefix(length)) : nil
    }
}
