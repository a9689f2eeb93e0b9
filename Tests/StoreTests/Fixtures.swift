import Domain
import Glibc
import Testing

@testable import Store

/// A folder of its own for one test, gone afterwards.
final class Folder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/vigil-store-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { Self.remove(path) }

    /// A file in it.
    func file(_ name: String = "vigil.db") -> String { "\(path)/\(name)" }

    private static func remove(_ path: String) {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: UInt8.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { remove("\(path)/\(name)") }
            }
            closedir(folder)
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}

/// The whole content of a file.
func bytes(of path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    try #require(file >= 0)
    defer { close(file) }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = read(file, &chunk, chunk.count), count > 0 {
        content += chunk.prefix(count)
    }
    return content
}

/// Makes a file of this content.
func write(_ content: [UInt8], to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    try #require(write(file, content, content.count) == content.count)
}

/// The permission bits of a file.
func mode(of path: String) throws -> mode_t {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_mode & 0o777
}

func moment(_ seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: 1_759_900_000_000 + seconds * 1000)
}

func batch(_ number: Int = 1) throws -> ItemKey {
    let digits = String(number)
    let tail = String(repeating: "0", count: 12 - digits.count) + digits
    return try #require(ItemKey(kind: .reap, id: "f208a887-9fa6-4447-a52b-\(tail)"))
}

func order() throws -> ItemKey {
    try #require(ItemKey(kind: .stamps, id: "bulk_stamp_v2_UiEaabcXYZ"))
}

let customerID = "4e6f1b20-a73c-11ec-b909-0242ac120002"

func customer() throws -> ItemKey { try #require(ItemKey(kind: .kyc, id: customerID)) }

func submission(_ id: String, at seconds: Int64 = 0) -> SubmissionRecord {
    SubmissionRecord(
        id: id, customerID: customerID, digest: String(repeating: "ab", count: 32),
        masked: [Snapshot.Fact(name: "full_name", value: "••••ma")], begunAt: moment(seconds),
        operatorName: "Mira")
}

/// The failure that a call ends with.
func failure(_ call: () async throws(StoreFailure) -> Void) async -> StoreFailure? {
    do {
        try await call()
        return nil
    } catch {
        return error
    }
}
