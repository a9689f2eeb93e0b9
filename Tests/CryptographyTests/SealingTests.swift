import Testing

@testable import Cryptography

@Suite struct SealingTests {
    private let text = Array("what somebody typed".utf8)

    @Test func `What was sealed is opened by its own key alone`() throws {
        let keys = SealedBox.makeKeys()
        let other = SealedBox.makeKeys()
        let box = try #require(SealedBox.seal(text, to: keys.publicKey))
        #expect(box.count == text.count + 48)
        #expect(
            SealedBox.open(box, publicKey: keys.publicKey, secretKey: keys.secretKey) == text)
        #expect(
            SealedBox.open(box, publicKey: other.publicKey, secretKey: other.secretKey) == nil)
        #expect(SealedBox.seal(text, to: keys.publicKey) != box)
    }

    @Test func `A box that was changed in any bit is refused`() throws {
        let keys = SealedBox.makeKeys()
        let box = try #require(SealedBox.seal(text, to: keys.publicKey))
        let key = RandomBytes.make(SecretBox.keyLength)
        let locked = try #require(SecretBox.seal(text, key: key))
        #expect(SecretBox.open(locked, key: key) == text)
        for index in box.indices {
            var changed = box
            changed[index] ^= 1
            #expect(
                SealedBox.open(changed, publicKey: keys.publicKey, secretKey: keys.secretKey)
                    == nil)
        }
        for index in locked.indices {
            var changed = locked
            changed[index] ^= 1
            #expect(SecretBox.open(changed, key: key) == nil)
        }
        #expect(SecretBox.open([], key: key) == nil)
        #expect(SealedBox.open([], publicKey: keys.publicKey, secretKey: keys.secretKey) == nil)
        #expect(SecretBox.seal(text, key: []) == nil)
        #expect(SealedBox.seal(text, to: []) == nil)
    }

    @Test func `A passphrase's key is the same each time and another for another salt`() throws {
        let parameters = PassphraseKey.make()
        let kept = try #require(
            PassphraseKey(
                keptSalt: parameters.salt, passes: parameters.passes, memory: parameters.memory))
        let passphrase = Array("correct horse".utf8)
        let key = try #require(parameters.derive(passphrase))
        #expect(key.count == SecretBox.keyLength)
        #expect(kept.derive(passphrase) == key)
        #expect(parameters.derive(Array("correct horsf".utf8)) != key)
        #expect(PassphraseKey.make().derive(passphrase) != key)
        #expect(PassphraseKey(keptSalt: [1], passes: 3, memory: 64 << 20) == nil)
        #expect(PassphraseKey(keptSalt: parameters.salt, passes: 0, memory: 1) == nil)
    }

    @Test func `Hex comes back, and what is none is refused`() {
        let bytes = RandomBytes.make(40)
        #expect(Encoding.bytes(hex: Encoding.hex(bytes)) == bytes)
        for text in ["a", "zz", "+1", "1 ", "é"] { #expect(Encoding.bytes(hex: text) == nil) }
    }

    @Test func `Wiped bytes are zeros`() {
        var bytes = text
        bytes.wipe()
        #expect(bytes == [UInt8](repeating: 0, count: text.count))
    }
}
