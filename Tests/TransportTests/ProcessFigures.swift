import Foundation
import Glibc

/// What the kernel says of this process.
enum ProcessFigures {
    /// Resident memory in bytes (proc(5), statm).
    static var residentBytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(getpagesize())
    }

    static var descriptors: Int { count(in: "/proc/self/fd") }
    static var threads: Int { count(in: "/proc/self/task") }

    private static func count(in folder: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }
}
