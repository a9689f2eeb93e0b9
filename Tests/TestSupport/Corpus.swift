import Glibc

/// The inputs that `Tests/Corpora` keeps for one reader: where its fuzzer starts, and what it found.
public struct Corpus {
    /// One input.
    public struct Input {
        /// Its file's name.
        public let name: String
        /// What is read.
        public let bytes: [UInt8]
    }

    /// Every input, by name.
    public let inputs: [Input]

    /// The corpus in the folder of this name.
    public init(_ name: String, beside file: String = #filePath) throws {
        let tests = file.split(separator: "/").dropLast(2).joined(separator: "/")
        let folder = "/\(tests)/Corpora/\(name)"
        guard let listing = opendir(folder) else { throw TestFailure("no \(folder)") }
        defer { closedir(listing) }
        var inputs: [Input] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            inputs.append(Input(name: name, bytes: try Self.bytes(of: "\(folder)/\(name)")))
        }
        self.inputs = inputs.sorted { $0.name < $1.name }
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw TestFailure("\(path) cannot be read") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(file, &chunk, chunk.count), count > 0 {
            bytes += chunk.prefix(count)
        }
        return bytes
    }
}
