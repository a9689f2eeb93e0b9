import Glibc

/// The bytes of a small file and who may read it.
struct FileContents {
    /// The bytes.
    let bytes: [UInt8]
    /// Whether it is an ordinary file that its group or others may read.
    let isReadableByOthers: Bool

    /// Reads a file of at most `limit` bytes. A pipe, such as a shell's `<(command)`, is read to its
    /// end; with `onlyOrdinary` it is refused, so that reading never waits.
    init(path: String, limit: Int, onlyOrdinary: Bool = false) throws(FileFault) {
        let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | (onlyOrdinary ? O_NONBLOCK : 0)
        let descriptor = open(path, flags)
        guard descriptor >= 0 else { throw FileFault(errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFault(errno: errno) }
        let isOrdinary = status.st_mode & S_IFMT == S_IFREG
        if onlyOrdinary, !isOrdinary {
            throw FileFault(
                errno: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : 0,
                message: "is no ordinary file")
        }
        isReadableByOthers = isOrdinary && status.st_mode & (S_IRGRP | S_IROTH) != 0
        bytes = try Self.read(descriptor, limit: limit)
    }

    private static func read(_ descriptor: Int32, limit: Int) throws(FileFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileFault(errno: errno) }
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
            guard bytes.count <= limit else {
                throw FileFault(errno: EFBIG, message: "is larger than \(limit >> 10) KiB")
            }
        }
    }
}
