import Cryptography
import Testing

struct DigestAndEncodingTests {
    /// FIPS 180-4's own examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `Digests are those of FIPS 180-4`(message: String, digest: String) {
        #expect(Encoding.hex(SHA256.digest(Array(message.utf8))) == digest)
    }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("\u{3FF}\u{7FF}", "z7/fvw=="),
    ])
    func `Base64 is that of RFC 4648, both ways`(text: String, encoded: String) {
        #expect(Encoding.base64(Array(text.utf8)) == encoded)
        #expect(Encoding.bytes(base64: encoded) == Array(text.utf8))
    }

    @Test(arguments: ["Zg", "Zg=", "Z", "Zg==x", "Zm9v\n", "Zm 9v", "Zm-v"])
    func `What is not base64 gives nothing`(text: String) {
        #expect(Encoding.bytes(base64: text) == nil)
    }

    @Test func `Random bytes differ from call to call`() {
        #expect(RandomBytes.make(32) != RandomBytes.make(32))
        #expect(RandomBytes.make(7).count == 7)
    }
}
