import Domain
import Glibc
import Testing

@testable import App

/// The keys beside a store, as one process after the other finds them.
@Suite struct KeyRingTests {
    private let folder: ScratchFolder
    private var store: String { folder.path + "/vigil.db" }
    private let passphrase = Array("correct horse".utf8)

    init() throws {
        folder = try ScratchFolder()
    }

    @Test func `What one process sealed another opens, while there is no passphrase`() throws {
        let sealed = try KeyRing(store: store).seal([1, 2, 3])
        #expect(try KeyRing(store: store).open(sealed) == [1, 2, 3])
        #expect(try KeyRing(store: store).open("bm8=") == nil)
    }

    @Test func `A key that was there before its store was shared follows it`() throws {
        let file = open(store, O_CREAT | O_RDWR, 0o600)
        close(file)
        func mode() -> mode_t {
            var key = stat()
            stat(KeyFile.path(ofStore: store), &key)
            return key.st_mode & 0o777
        }
        _ = try KeyRing(store: store).seal([1])
        #expect(mode() == 0o600)
        chmod(store, 0o660)
        _ = try KeyRing(store: store).seal([2])
        #expect(mode() == 0o640)
        // A wrong passphrase of one login does not shut the others out.
        try KeyRing(store: store).setPassphrase(passphrase)
        _ = try KeyRing(store: store).unlock([1])
        var tries = stat()
        stat("\(store).tries", &tries)
        #expect(tries.st_mode & 0o777 == 0o640)
    }

    @Test func `With a passphrase anybody seals, and only the passphrase opens`() throws {
        let before = try KeyRing(store: store).seal([1])
        try KeyRing(store: store).setPassphrase(passphrase)
        let ring = KeyRing(store: store)
        #expect(try ring.hasPassphrase())
        let after = try ring.seal([2])
        #expect(try ring.open(before) == nil && !ring.canOpen())
        #expect(try ring.unlock(passphrase) == .right)
        #expect(try ring.open(before) == [1] && ring.open(after) == [2])
        ring.forget()
        #expect(try ring.open(after) == nil)
        #expect(throws: ProgramFailure.self) { try ring.setPassphrase(nil) }
        #expect(try ring.unlock(passphrase) == .right)
        try ring.setPassphrase(nil)
        #expect(try KeyRing(store: store).open(after) == [2])
    }

    @Test func `After wrong passphrases even the right one has to wait, in any process`() throws {
        try KeyRing(store: store).setPassphrase(passphrase)
        let start = SystemClock.now()
        guard case .wrong(let first) = try KeyRing(store: store).unlock([1]) else {
            Issue.record("it was not wrong")
            return
        }
        #expect(first > start)
        guard case .tooSoon(let until) = try KeyRing(store: store).unlock(passphrase) else {
            Issue.record("it did not wait")
            return
        }
        #expect(until == first)
    }

    @Test func `The wait grows and has an end`() {
        let waits = (0...12).map { PassphraseTries.wait(after: $0) }
        #expect(waits.prefix(5) == [.zero, .seconds(1), .seconds(2), .seconds(4), .seconds(8)])
        #expect(waits.last == .seconds(300))
    }

    @Test func `A key that others can read is refused, and a damaged one is told`() throws {
        _ = try KeyRing(store: store).seal([1])
        chmod(store + ".key", 0o644)
        #expect(throws: ProgramFailure.self) { try KeyRing(store: store).seal([1]) }
        chmod(store + ".key", 0o600)
        try PrivateFile.write("vigil-key 1\npublic zz\n", to: store + ".key", overwriting: true)
        #expect(throws: ProgramFailure.self) { try KeyRing(store: store).seal([1]) }
    }
}
