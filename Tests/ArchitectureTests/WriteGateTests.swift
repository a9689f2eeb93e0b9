import Foundation
import Testing

/// Every file of the program that calls something which changes a vendor lets the write gate
/// decide first.
@Suite struct WriteGateTests {
    private static let writes = [
        "vendor.submit(", "desk.upload(", "desk.startReport(", "vendor.update(",
        ".createCustomer(", ".resetKYC(", "desk.order(",
    ]

    @Test func `No write to a vendor goes round the gate`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/App")
        let files = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var found: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for write in Self.writes where text.contains(write) {
                found.insert(write)
                #expect(
                    text.contains("gate.pass(."),
                    "\(file.lastPathComponent) calls \(write) without the gate")
            }
        }
        // What is looked for is there, or the test would hold for nothing.
        #expect(found.isSuperset(of: Self.writes.filter { $0 != ".resetKYC(" }))
    }
}
