import Glibc

/// Tells processes apart even when their numbers are used again: boot, number and start time.
enum ProcessMark {
    /// This process.
    static let current = mark(of: getpid()) ?? ""

    /// Whether the process that left this mark still runs on this machine.
    static func isAlive(_ mark: String) -> Bool {
        let parts = mark.split(separator: " ")
        guard parts.count == 3, let number = Int32(parts[1]) else { return false }
        return Self.mark(of: number) == mark
    }

    /// The process number in a mark.
    static func number(of mark: String) -> Int? {
        let parts = mark.split(separator: " ")
        return parts.count == 3 ? Int(parts[1]) : nil
    }

    /// Boot id, process number, start in clock ticks since boot (proc(5), `stat` field 22); nil
    /// when there is no such process or only its remains.
    static func mark(of number: Int32) -> String? {
        guard let boot = content(of: "/proc/sys/kernel/random/boot_id"),
            let line = content(of: "/proc/\(number)/stat"),
            // The second field is the program's name in brackets and can hold anything.
            let bracket = line.lastIndex(of: ")")
        else { return nil }
        let fields = line[bracket...].split(separator: " ").dropFirst().map(String.init)
        guard fields.count > 19, !["Z", "X"].contains(fields[0]) else { return nil }
        return "\(boot.filter { !$0.isWhitespace }) \(number) \(fields[19])"
    }

    private static func content(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
