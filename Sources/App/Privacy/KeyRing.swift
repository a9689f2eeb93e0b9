import Cryptography
import Domain
import Glibc
import Synchronization

/// The keys of one store as this process holds them: seals at any time, opens while the
/// passphrase is not needed or was given.
final class KeyRing: Sendable {
    private let path: String
    private let tries: PassphraseTries
    /// The opened secret key, as long as it may be used.
    private let opened = Mutex<[UInt8]?>(nil)

    /// The keys beside a store; nothing is read yet.
    init(store: String) {
        path = KeyFile.path(ofStore: store)
        tries = PassphraseTries(ofStore: store)
    }

    deinit { forget() }

    /// What came of a passphrase.
    enum Answer: Equatable, Sendable {
        case right
        /// Wrong; the next one is looked at from this moment on.
        case wrong(until: Timestamp)
        /// Not looked at: it is too soon after a wrong one.
        case tooSoon(until: Timestamp)
        /// No passphrase is set.
        case notNeeded
    }

    /// Whether a passphrase is set.
    func hasPassphrase() throws(ProgramFailure) -> Bool {
        try KeyFile.read(path)?.hasPassphrase ?? false
    }

    /// Seals bytes as printable text; the keys are made when there are none.
    func seal(_ bytes: [UInt8]) throws(ProgramFailure) -> String {
        let file = try fileMadeIfMissing()
        guard let box = SealedBox.seal(bytes, to: file.publicKey) else {
            throw ProgramFailure(.refused, "\(PlainText.of(path)): is not a key")
        }
        return Encoding.base64(box)
    }

    /// Opens what was sealed; nil while the passphrase is needed, and for what this key did not
    /// seal.
    func open(_ sealed: String) throws(ProgramFailure) -> [UInt8]? {
        guard let file = try KeyFile.read(path), let box = Encoding.bytes(base64: sealed) else {
            return nil
        }
        if case .open(let key) = file.secret {
            return SealedBox.open(box, publicKey: file.publicKey, secretKey: key)
        }
        return opened.withLock { key in
            key.flatMap {
                SealedBox.open(box, publicKey: file.publicKey, secretKey: $0)
            }
        }
    }

    /// Whether something sealed can be opened now.
    func canOpen() throws(ProgramFailure) -> Bool {
        try !hasPassphrase() || opened.withLock { $0 != nil }
    }

    /// Tries a passphrase, at most one at a time and more slowly after each wrong one. Blocks for
    /// some tenths of a second.
    func unlock(_ passphrase: [UInt8]) throws(ProgramFailure) -> Answer {
        guard let file = try KeyFile.read(path), file.hasPassphrase else { return .notNeeded }
        let now = SystemClock.now()
        if let until = try tries.closedUntil(now) { return .tooSoon(until: until) }
        // Counted before it is looked at, so that ending the process does not make it free.
        let until = try tries.begin(at: now)
        guard let key = file.secretKey(passphrase: passphrase) else {
            return .wrong(until: until)
        }
        opened.withLock { $0 = key }
        try tries.clear()
        return .right
    }

    /// Wipes the secret key: the passphrase is needed again.
    func forget() {
        opened.withLock { key in
            key?.wipe()
            key = nil
        }
    }

    /// Sets another passphrase, or none; the one in force must have been given to `unlock`.
    func setPassphrase(_ passphrase: [UInt8]?) throws(ProgramFailure) {
        let file = try fileMadeIfMissing()
        var key: [UInt8]?
        if case .open(let own) = file.secret { key = own } else { key = opened.withLock { $0 } }
        guard var key, let changed = file.locking(key, with: passphrase) else {
            throw ProgramFailure(.refused, "passphrase: the old one is needed first")
        }
        defer { key.wipe() }
        try changed.write(to: path)
    }

    private func fileMadeIfMissing() throws(ProgramFailure) -> KeyFile {
        if let file = try KeyFile.read(path) {
            StoreGroup(ofKey: path)?.follow(path)
            return file
        }
        let made = KeyFile.make()
        do throws(ProgramFailure) {
            try made.writeNew(to: path)
        } catch {
            // Another process was first, and its keys hold.
            if let file = try KeyFile.read(path) { return file }
            throw error
        }
        return made
    }
}
