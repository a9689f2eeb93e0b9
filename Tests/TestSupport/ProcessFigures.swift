import Glibc

/// What the kernel counts of a process (proc(5), clock_getcpuclockid(3)).
public struct ProcessFigures {
    /// Its id.
    public let process: Int32

    /// Those of the process with this id.
    public init(process: Int32) { self.process = process }

    /// Those of this process.
    public init() { process = getpid() }

    /// The CPU time of all its threads so far.
    public var cpu: Duration {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
            return .zero
        }
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Its resident memory in MiB, those parts included that it shares with other processes.
    public var residentMegabytes: Double { Double(status("VmRSS") ?? 0) / 1024 }

    /// How many threads it has.
    public var threads: Int { status("Threads") ?? 0 }

    /// How often its threads went to sleep and were woken, those that ended left out.
    public var wakeUps: Int {
        entries(of: "/proc/\(process)/task").reduce(0) { sum, thread in
            sum
                + (Self.number(
                    "voluntary_ctxt_switches", in: "/proc/\(process)/task/\(thread)/status")
                    ?? 0)
        }
    }

    /// How many files it has open; zero when the kernel does not say.
    public var openFiles: Int { entries(of: "/proc/\(process)/fd").count }

    /// What each of its open files is, such as `socket:[4711]`.
    public var descriptors: [String] {
        entries(of: "/proc/\(process)/fd").compactMap { number in
            var target = [CChar](repeating: 0, count: 4096)
            // The last byte stays zero.
            guard readlink("/proc/\(process)/fd/\(number)", &target, target.count - 1) > 0
            else { return nil }
            let bytes = target.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private func status(_ name: String) -> Int? {
        Self.number(name, in: "/proc/\(process)/status")
    }

    private static func number(_ name: String, in path: String) -> Int? {
        guard let text = content(of: path) else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix("\(name):") {
            return Int(line.drop { !$0.isNumber }.prefix(while: \.isNumber))
        }
        return nil
    }

    /// The text of a small file; nil when it cannot be read.
    public static func content(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = read(file, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }

    private func entries(of path: String) -> [String] {
        guard let listing = opendir(path) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
