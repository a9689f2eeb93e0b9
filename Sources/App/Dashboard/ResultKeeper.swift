import Cryptography
import Dashboard
import Domain
import Glibc
import Store
import Vendors

/// Fetches result files and keeps them in the folder that the program was started in, for their
/// owner alone; a file that is there already is never touched.
struct ResultKeeper: Sendable {
    var clients: [Vendor: any VendorClient]
    var store: SQLiteStore
    var operatorName: String
    /// What is to be done with an item whose rows a file has told of.
    var counted: @Sendable (TrackedItem) async -> Void = { _ in }

    /// Fetches an item's file; says where it is or why there is none, and what the record got.
    func keep(_ key: ItemKey) async -> (Notice, ActivityEntry?) {
        guard let desk = clients[key.kind.vendor] as? any ResultDesk else {
            return (Notice("\(key.kind.vendor.title) has no result files.", isFault: true), nil)
        }
        let file: ResultFile
        do throws(CheckFailure) {
            guard let fetched = try await desk.result(of: key, sizeLimit: ResultFile.standardLimit)
            else {
                return (Notice("The vendor has no result file of it yet.", isFault: true), nil)
            }
            file = fetched
        } catch {
            return (Notice("No result file: \(error.message)", isFault: true), nil)
        }
        let path: String
        do throws(ProgramFailure) {
            path = try PrivateFile.create(
                file.bytes, named: "\(key.kind.rawValue)-\(key.shortID)-result",
                extension: Self.extension(of: file.bytes))
        } catch {
            return (Notice("The result file was not kept: \(error.message)", isFault: true), nil)
        }
        let entry = try? await store.noteFetched(
            FetchRecord(
                key: key, at: SystemClock.now(), operatorName: operatorName,
                digest: Encoding.hex(SHA256.digest(file.bytes)), size: file.bytes.count,
                path: path))
        var rows = DeepvueRowCount()
        file.bytes.withUnsafeBytes { rows.take($0) }
        if let item = try? await store.keepCounts(rows, for: key) { await counted(item) }
        return (Notice("Result file: \(PlainText.of(path))"), entry)
    }

    /// What a spreadsheet, JSON or anything else is called by its first bytes.
    private static func `extension`(of bytes: [UInt8]) -> String {
        if bytes.starts(with: [0x50, 0x4B, 3, 4]) { return "xlsx" }
        let first = bytes.first { $0 > 0x20 }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? "json" : "csv"
    }
}
