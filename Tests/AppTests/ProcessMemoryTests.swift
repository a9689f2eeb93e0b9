import Foundation
import Testing

@testable import App

@Suite struct ProcessMemoryTests {
    /// Kilobytes of this process's memory that are as they are in a file.
    private func mapped() throws -> Int {
        let figures = try String(contentsOfFile: "/proc/self/smaps_rollup", encoding: .utf8)
        func figure(_ name: String) throws -> Int {
            let line = try #require(figures.split(separator: "\n").first { $0.hasPrefix(name) })
            return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        }
        return try figure("Rss:") - figure("Anonymous:")
    }

    @Test func `Code that nothing runs leaves memory, and what goes on runs as before`() throws {
        let before = try mapped()
        ProcessMemory.giveBack()
        let after = try mapped()
        #expect(after < before * 3 / 4, "\(after) of \(before) kB")
    }
}
