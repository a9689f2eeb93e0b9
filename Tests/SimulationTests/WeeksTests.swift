import Foundation
import Simulation
import TestSupport
import Testing

/// Days of polling in seconds; the benchmark `weeks` is the same at full length.
@Suite(.ownThread) struct WeeksTests {
    @Test func `Through outages, restarts, sleep and a jumping clock every end is seen in time`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "vigil-weeks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try await Weeks(days: 3, items: 200, folder: folder.path).run()
        #expect(report.unseen == [])
        #expect(report.violations == [])
        #expect(report.checkedAfterEnd == [])
        #expect(report.finals > 100)
        #expect(report.checks > 1000)
        let sizes = report.storeSize
        #expect(Double(try #require(sizes.last)) < 1.5 * Double(try #require(sizes.first)))
    }
}
