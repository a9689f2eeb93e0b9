import Glibc
import TestSupport
import Testing

/// A real process that writes to a store, and what it said that the store acknowledged.
final class WriterProcess {
    private let process: pid_t
    private let output: Int32
    private var bytes: [UInt8] = []

    init(_ arguments: [String]) throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let path = builtProduct("store-writer")
        var pointers = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var id = pid_t()
        let code = posix_spawn(&id, path, &actions, nil, &pointers, environ)
        close(ends[1])
        try #require(code == 0, "\(path): \(String(cString: strerror(code)))")
        process = id
        output = ends[0]
    }

    /// How many lines it has said so far.
    var lineCount: Int { bytes.count { $0 == UInt8(ascii: "\n") } }

    /// Reads on until it has said so many lines or ends.
    func read(lines count: Int) {
        while lineCount < count, readOn() {}
    }

    /// Kills it as the kernel would, and gives every whole line it had said.
    func kill() -> [(sort: String, what: String)] {
        Glibc.kill(process, SIGKILL)
        while readOn() {}
        waitpid(process, nil, 0)
        close(output)
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n").map { line in
            let parts = line.split(separator: "\t").map(String.init)
            return (parts[0], parts[1])
        }
    }

    /// Waits for its end; its exit status.
    func wait() -> Int32 {
        while readOn() {}
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(output)
        return status
    }

    private func readOn() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(output, &chunk, chunk.count)
        guard count > 0 else { return false }
        bytes += chunk.prefix(count)
        return true
    }
}
