import Cryptography
import Domain
import Glibc

/// The file beside a store with the keys of what is sealed in it, mode 0600.
///
/// The public key seals, so that a form can be kept at any time; the secret key opens, and while a
/// passphrase is set it is itself locked with a key made of that (argon2id).
struct KeyFile: Equatable {
    /// The key that seals.
    var publicKey: [UInt8]
    /// The key that opens.
    var secret: Secret

    /// The secret key as it is kept.
    enum Secret: Equatable {
        case open([UInt8])
        case locked(PassphraseKey, box: [UInt8])
    }

    /// Where the keys of a store are.
    static func path(ofStore store: String) -> String { "\(store).key" }

    /// Reads the file; nil when there is none. One that others may read is refused.
    static func read(_ path: String) throws(ProgramFailure) -> KeyFile? {
        let contents: FileContents
        do throws(FileFault) {
            contents = try FileContents(path: path, limit: 4096, onlyOrdinary: true)
        } catch {
            if error.isAbsence { return nil }
            if error.code == EACCES || error.code == EPERM {
                throw ProgramFailure(
                    .refused, "\(PlainText.of(path)): this login may not read the store's key",
                    hint: "who share a store share a group: chmod 660 the store, 640 the key")
            }
            throw ProgramFailure(.refused, "\(PlainText.of(path)): \(error.message)")
        }
        guard !contents.isReadableByOthers || isShared(path) else {
            throw ProgramFailure(
                .refused, "\(PlainText.of(path)): others can read this key",
                hint: "chmod 600 \(PlainText.of(path))")
        }
        guard let file = KeyFile(String(decoding: contents.bytes, as: UTF8.self)) else {
            throw ProgramFailure(
                .refused, "\(PlainText.of(path)): is damaged or not a key of Vigil",
                hint: "restore a copy; without it, drafts cannot be opened")
        }
        return file
    }

    /// Whether a key that more than its owner can read is read by those alone who have the store
    /// too: the store's group.
    private static func isShared(_ path: String) -> Bool {
        var key = stat()
        guard stat(path, &key) == 0, let group = StoreGroup(ofKey: path) else { return false }
        return key.st_mode & S_IRWXO == 0 && key.st_gid == group.id
    }

    /// New keys without a passphrase.
    static func make() -> KeyFile {
        let keys = SealedBox.makeKeys()
        return KeyFile(publicKey: keys.publicKey, secret: .open(keys.secretKey))
    }

    /// Writes the file in the place of an earlier one.
    func write(to path: String) throws(ProgramFailure) {
        try PrivateFile.write(text, to: path, overwriting: true)
        StoreGroup(ofKey: path)?.take(path)
    }

    /// Writes the file unless there is one.
    func writeNew(to path: String) throws(ProgramFailure) {
        let draft = "\(path).\(getpid()).made"
        try PrivateFile.write(text, to: draft, overwriting: true)
        StoreGroup(ofKey: path)?.take(draft)
        defer { unlink(draft) }
        // Unlike a rename, a link never takes another process's place.
        guard link(draft, path) == 0 else {
            throw ProgramFailure(
                .refused, "\(PlainText.of(path)): \(String(cString: strerror(errno)))")
        }
    }

    /// Whether a passphrase is set.
    var hasPassphrase: Bool {
        if case .locked = secret { true } else { false }
    }

    /// The secret key; nil when the passphrase is another. Blocks for the passphrase's key.
    func secretKey(passphrase: [UInt8]) -> [UInt8]? {
        switch secret {
        case .open(let key): return key
        case .locked(let parameters, let box):
            guard var key = parameters.derive(passphrase) else { return nil }
            defer { key.wipe() }
            return SecretBox.open(box, key: key)
        }
    }

    /// The same keys under another passphrase, or under none.
    func locking(_ secretKey: [UInt8], with passphrase: [UInt8]?) -> KeyFile? {
        guard let passphrase else { return KeyFile(publicKey: publicKey, secret: .open(secretKey)) }
        let parameters = PassphraseKey.make()
        guard var key = parameters.derive(passphrase) else { return nil }
        defer { key.wipe() }
        guard let box = SecretBox.seal(secretKey, key: key) else { return nil }
        return KeyFile(publicKey: publicKey, secret: .locked(parameters, box: box))
    }

    // MARK: Text

    private static let head = "vigil-key 1"

    private var text: String {
        let lead = "\(Self.head)\npublic \(Encoding.hex(publicKey))\n"
        switch secret {
        case .open(let key): return lead + "secret \(Encoding.hex(key))\n"
        case .locked(let parameters, let box):
            let salt = Encoding.hex(parameters.salt)
            return lead + "argon2id \(parameters.passes) \(parameters.memory) \(salt)\n"
                + "locked \(Encoding.hex(box))\n"
        }
    }

    private init?(_ text: String) {
        var lines = text.split(separator: "\n").map { $0.split(separator: " ") }[...]
        guard lines.popFirst()?.joined(separator: " ") == Self.head,
            let publicLine = lines.popFirst(), publicLine.count == 2, publicLine[0] == "public",
            let publicKey = Encoding.bytes(hex: publicLine[1]), let next = lines.popFirst()
        else { return nil }
        self.publicKey = publicKey
        if next.count == 2, next[0] == "secret", let key = Encoding.bytes(hex: next[1]) {
            secret = .open(key)
            return
        }
        guard next.count == 4, next[0] == "argon2id", let passes = Int(next[1]),
            let memory = Int(next[2]), let salt = Encoding.bytes(hex: next[3]),
            let parameters = PassphraseKey(keptSalt: salt, passes: passes, memory: memory),
            let last = lines.popFirst(), last.count == 2, last[0] == "locked",
            let box = Encoding.bytes(hex: last[1])
        else { return nil }
        secret = .locked(parameters, box: box)
    }

    private init(publicKey: [UInt8], secret: Secret) {
        self.publicKey = publicKey
        self.secret = secret
    }
}
