import Foundation
import Testing

/// What each target may import: the picture of `Sources/README.md` as data.
private let allowed: [String: Set<String>] = [
    "Domain": [],
    "JSON": [],
    "HTTP": [],
    "TerminalUI": [],
    "Cryptography": ["CSodium"],
    "YAML": ["CYAML"],
    "HTTPClient": ["HTTP", "CCurl", "Glibc"],
    "HTTPServer": ["HTTP", "CMicroHTTPD", "Glibc"],
    "CursesTerminal": ["TerminalUI", "CNcurses", "Glibc"],
    "Store": ["Domain", "JSON", "Cryptography", "CSQLite", "Glibc"],
    "Vendors": ["Domain", "HTTP", "JSON", "Cryptography"],
    "Sandbox": ["HTTP", "JSON", "Cryptography"],
    "Polling": ["Domain"],
    "Dashboard": ["TerminalUI", "Domain"],
    "App": [
        "CursesTerminal", "Dashboard", "Polling", "Vendors", "Store", "Sandbox", "HTTPClient",
        "HTTPServer", "Cryptography", "YAML", "Domain", "HTTP", "JSON", "TerminalUI", "CLinux",
        "Glibc",
    ],
    "vigil": ["App"],
    "Simulation": ["Polling", "Store", "Vendors", "Sandbox", "Domain", "HTTP", "Glibc"],
    "Benchmarks": [
        "Simulation", "Dashboard", "Store", "Vendors", "Domain", "JSON", "HTTP", "HTTPServer",
        "TerminalUI", "TestSupport", "Glibc",
    ],
]

/// The language's own modules, which every target may use.
private let language: Set<String> = ["Synchronization"]

private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// The Swift files below a folder of the package.
private func swiftFiles(in folder: String) throws -> [URL] {
    let start = root.appending(path: folder)
    let found = try #require(
        FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil))
    return found.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
}

/// The modules that a file imports.
private func imports(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
        var words = line.split(separator: " ").map(String.init)
        guard let first = words.firstIndex(of: "import"), first <= 2,
            words[..<first].allSatisfy({ $0.hasPrefix("@") || $0 == "public" })
        else { return nil }
        words.removeFirst(first + 1)
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        if words.count > 1, kinds.contains(words[0]) { words.removeFirst() }
        return words.first?.split(separator: ".").first.map(String.init)
    }
}

@Suite struct ImportTests {
    @Test(arguments: allowed.keys.sorted())
    func `A target imports only what stands below it`(target: String) throws {
        let files = try swiftFiles(in: "Sources/\(target)")
        try #require(!files.isEmpty)
        let permitted = try #require(allowed[target]).union(language)
        for file in files {
            for module in try imports(of: file) {
                #expect(
                    permitted.contains(module),
                    "\(target)/\(file.lastPathComponent) imports \(module)")
            }
        }
    }

    @Test func `Every folder of sources is in the picture`() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            at: root.appending(path: "Sources"), includingPropertiesForKeys: [.isDirectoryKey])
        let names = Set(folders.filter(\.hasDirectoryPath).map(\.lastPathComponent))
        let libraries = names.filter {
            FileManager.default.fileExists(
                atPath: root.appending(path: "Sources/\($0)/module.modulemap").path)
        }
        #expect(names.subtracting(libraries) == Set(allowed.keys))
    }

    @Test func `A C library has one owner`() throws {
        for (library, owners) in Dictionary(
            grouping: allowed.flatMap { target, modules in
                modules.filter { $0.hasPrefix("C") && $0.dropFirst().first?.isUppercase == true }
                    .map { (library: $0, target: target) }
            }, by: \.library)
        {
            #expect(owners.count == 1, "\(library) is imported by \(owners.map(\.target))")
        }
    }

    @Test func `No file is longer than five hundred lines`() throws {
        for file in try swiftFiles(in: "Sources") + swiftFiles(in: "Tests") {
            let lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 500, "\(file.lastPathComponent): \(lines.count) lines")
        }
    }
}
