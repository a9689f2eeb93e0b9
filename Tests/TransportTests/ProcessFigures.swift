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

    /// What each open descriptor is, such as `socket:[4711]`.
    static var descriptors: [String] {
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return numbers.compactMap {
            let path = "/proc/self/fd/\($0)"
            return try? FileManager.default.destinationOfSymbolicLink(atPath: path)
        }
    }

    static var threads: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count) ?? 0
    }
}
