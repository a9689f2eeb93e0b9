import CLinux
import Domain
import Glibc

/// Tells when one of a few files was written or put in place (inotify(7)): the folders are watched,
/// because editors write a new file and rename it over the old one.
final class ConfigurationWatch {
    /// Readable when something in a folder changed; -1 when the system has no watch left.
    let descriptor: Int32
    /// The files' names by the watch of their folder.
    private var names: [Int32: Set<String>] = [:]
    /// The files that are watched.
    private var files: [String] = []
    /// Whether a folder is not there yet: a folder above it is watched instead.
    private var isAwaitingFolder = false

    /// Watches no file yet.
    init() {
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Watches these files and what they are links to, and no others.
    func watch(_ files: [String]) {
        self.files = files
        isAwaitingFolder = false
        var wanted: [Int32: Set<String>] = [:]
        for file in files.flatMap({ [$0, Self.target(of: $0)] }) {
            guard let (watch, name) = watch(file) else { continue }
            wanted[watch, default: []].insert(name)
        }
        for watch in names.keys where wanted[watch] == nil { inotify_rm_watch(descriptor, watch) }
        names = wanted
    }

    /// Watches for a file, or for the first of its folders that is not there; gives the watch and
    /// the name that it waits for.
    private func watch(_ file: String) -> (watch: Int32, name: String)? {
        var path = file[...]
        var mask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB
        while let slash = path.lastIndex(of: "/") {
            let folder = slash == path.startIndex ? "/" : String(path[..<slash])
            let watch = inotify_add_watch(descriptor, folder, UInt32(mask))
            if watch >= 0 { return (watch, String(path[slash...].dropFirst())) }
            guard errno == ENOENT, folder != "/" else { return nil }
            isAwaitingFolder = true
            mask = IN_CREATE | IN_MOVED_TO | IN_MASK_ADD
            path = path[..<slash]
        }
        return nil
    }

    /// Takes the changes in and says whether one of the files was concerned.
    func wasChanged() -> Bool {
        var isConcerned = false
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else {
                // What was waited for may have got folders of its own.
                if isConcerned, isAwaitingFolder { watch(files) }
                return isConcerned
            }
            buffer.withUnsafeBytes { bytes in
                var offset = 0
                let head = MemoryLayout<inotify_event>.size
                while offset + head <= count {
                    let event = bytes.loadUnaligned(
                        fromByteOffset: offset, as: inotify_event.self)
                    let start = offset + head
                    let name = bytes[start..<start + Int(event.len)].prefix { $0 != 0 }
                    // Without a watch: the queue ran over, and anything may have changed.
                    if event.wd < 0
                        || names[event.wd]?.contains(String(decoding: name, as: UTF8.self)) ?? false
                    {
                        isConcerned = true
                    }
                    offset = start + Int(event.len)
                }
            }
        }
    }

    /// The file that a link leads to in the end; a path that is none, as it is.
    private static func target(of file: String) -> String {
        guard let resolved = realpath(file, nil) else { return file }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
