import CPseudoTerminal
import Glibc
import HTTP
import Synchronization
import TestSupport

/// nginx on a loopback port with TLS, for one test: it ends with the object, and with this
/// process however that ends.
final class Nginx: Sendable {
    /// One line of its log: a request that it answered.
    struct Entry {
        /// nginx's number of the connection.
        var connection: String
        /// `HTTP/2.0` or `HTTP/1.1`.
        var version: String
        /// `TLSv1.3` and the like.
        var encryption: String
        var status: Int
        var path: String
    }

    let port: UInt16
    private let folder: ScratchFolder
    private let shell: Int32
    private let leash: Int32

    /// Starts it with one server of `locations`. `listen` are the words after the port, and
    /// `settings` what else stands in the server.
    init(
        _ locations: String, listen: String = "ssl http2", certificate: String? = nil,
        settings: String = "", more: String = ""
    ) async throws {
        guard let program = Tools.nginx else { throw TestFailure("nginx is not installed") }
        let certificates = try await Certificates.shared()
        folder = try ScratchFolder()
        port = try Loopback.freePort()
        try folder.write(
            """
            daemon off; master_process off; pid nginx.pid; error_log error.log warn;
            events { worker_connections 512; }
            http {
                log_format wire '$connection $server_protocol $ssl_protocol $status $request_uri';
                access_log access.log wire;
                client_body_temp_path body; proxy_temp_path proxied; fastcgi_temp_path f;
                uwsgi_temp_path u; scgi_temp_path s;
                keepalive_requests 100000; keepalive_timeout 600;
                \(more)
                server {
                    listen 127.0.0.1:\(port) \(listen);
                    ssl_certificate \(certificate ?? certificates[.good]);
                    ssl_certificate_key \(certificates.key);
                    \(settings)
                    \(locations)
                }
            }
            """, to: "nginx.conf")
        (shell, leash) = try Self.start(program, in: folder.path)
        // It writes its number down once it listens.
        let isUp = await eventually { [folder] in !folder.lines(of: "nginx.pid").isEmpty }
        guard isUp else { throw TestFailure("nginx: \(folder.lines(of: "error.log"))") }
    }

    deinit {
        close(leash)
        waitpid(shell, nil, 0)
    }

    var url: String { "https://127.0.0.1:\(port)" }

    /// What it logged, once it has logged so many requests.
    func log(_ count: Int) async throws -> [Entry] {
        guard await eventually({ folder.lines(of: "access.log").count >= count }) else {
            throw TestFailure("nginx logged \(folder.lines(of: "access.log"))")
        }
        return folder.lines(of: "access.log").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 5 else { return nil }
            return Entry(
                connection: words[0], version: words[1], encryption: words[2],
                status: Int(words[3]) ?? 0, path: words[4])
        }
    }

    /// The shell kills nginx when the pipe on its input ends, which the kernel sees to.
    private static func start(
        _ program: String, in folder: String
    ) throws -> (shell: Int32, leash: Int32) {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer {
            close(ends[0])
            close(null)
        }
        let line = "\(program) -p . -c nginx.conf -e error.log & read -r _; kill -9 $!; wait"
        let shell = "/bin/sh"
        let arguments = [shell, "-c", line]
        var words = arguments.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = [nil]
        defer { for word in words { free(word) } }
        var process: Int32 = 0
        let code = pty_spawn(
            shell, &words, &variables, folder, nil, ends[0], null, null, &process)
        guard code == 0 else {
            close(ends[1])
            throw TestFailure("no shell: \(String(cString: strerror(code)))")
        }
        return (process, ends[1])
    }
}

/// Connections to this machine.
enum Loopback {
    /// The next port that is free of those below the ones that the system hands out, so that no
    /// other test gets it before nginx does.
    static func freePort() throws -> UInt16 {
        for _ in 0..<100 {
            let port = nextPort.wrappingAdd(1, ordering: .relaxed).oldValue
            let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(probe) }
            if withAddress(port, { bind(probe, $0, $1) }) == 0 { return port }
        }
        throw TestFailure("a hundred ports are taken")
    }

    private static let nextPort = Atomic(UInt16.random(in: 10_000..<30_000))

    static func connect(_ socket: Int32, to port: UInt16) -> Bool {
        withAddress(port) { Glibc.connect(socket, $0, $1) } == 0
    }

    private static func withAddress(
        _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
