import Glibc
import Synchronization

/// A server of raw bytes on loopback: each connection has a thread, each request an action that
/// the test chooses.
final class RawServer: Sendable {
    /// A request as it came.
    struct Request: Sendable {
        /// Which connection, from 0.
        var connection: Int
        /// Which request of that connection, from 0.
        var turn: Int
        /// The head's lines without their line ends.
        var head: [String]
        var body: String
    }

    /// What to do with a request.
    enum Action: Sendable {
        case answer([UInt8])
        /// Sends these bytes and hangs up.
        case cut([UInt8])
        /// Says nothing until the client hangs up.
        case stall
    }

    private struct State {
        var requests: [Request] = []
        var hangUps = 0
        var connections: [Int32] = []
        var isClosed = false
    }

    let port: UInt16
    private let listener: Int32
    private let greeting: [UInt8]
    private let action: @Sendable (Request) -> Action
    private let state = Mutex(State())

    /// A server that says `greeting` to each connection before it listens to it.
    init(greeting: [UInt8] = [], _ action: @escaping @Sendable (Request) -> Action) {
        self.greeting = greeting
        self.action = action
        (listener, port) = Self.bindLoopback()
        listen(listener, 64)
        Self.thread { [self] in acceptAll() }
    }

    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { state.withLock { $0.requests } }
    var connectionCount: Int { state.withLock { $0.connections.count } }
    /// How many connections the client ended.
    var hangUps: Int { state.withLock { $0.hangUps } }

    func close() {
        let open = state.withLock { state in
            state.isClosed = true
            return state.connections
        }
        shutdown(listener, Int32(SHUT_RDWR))
        for socket in open { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    /// An answer of status 200 with a body.
    static func ok(_ body: String, _ header: String = "X-Test: yes") -> Action {
        .answer(
            Array(
                "HTTP/1.1 200 OK\r\n\(header)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
                    .utf8))
    }

    /// A port on which nobody listens; the socket that holds it stays open until the test ends.
    static func deadPort() -> (socket: Int32, port: UInt16) { bindLoopback() }

    static func bindLoopback() -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = bind(listener, address, length)
                _ = getsockname(listener, address, &length)
            }
        }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private final class Start: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    static func thread(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, Unmanaged.passRetained(Start(body)).toOpaque())
        pthread_detach(thread)
    }

    private func acceptAll() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            let number = state.withLock { state -> Int? in
                guard !state.isClosed else { return nil }
                state.connections.append(client)
                return state.connections.count - 1
            }
            guard let number else {
                _ = Glibc.close(client)
                break
            }
            Self.thread { [self] in serve(client, number) }
        }
        _ = Glibc.close(listener)
    }

    private func serve(_ client: Int32, _ number: Int) {
        var buffer: [UInt8] = []
        var turn = 0
        // The number stays in the list of connections: only shut down here, closed never, so
        // that it cannot mean another connection later. The process of a test is short.
        defer { shutdown(client, Int32(SHUT_RDWR)) }
        send(client, greeting)
        while let (head, body) = read(client, &buffer) {
            let request = Request(connection: number, turn: turn, head: head, body: body)
            turn += 1
            state.withLock { $0.requests.append(request) }
            switch action(request) {
            case .answer(let bytes): send(client, bytes)
            case .cut(let bytes):
                send(client, bytes)
                return
            case .stall: break
            }
        }
        state.withLock { $0.hangUps += 1 }
    }

    private func send(_ client: Int32, _ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// The next whole request, or nil when the client hung up.
    private func read(_ client: Int32, _ buffer: inout [UInt8]) -> (head: [String], body: String)? {
        while true {
            let text = String(decoding: buffer, as: UTF8.self)
            if let end = text.firstRange(ofBlankLine: ()) {
                let head = text[..<end.lowerBound].split(separator: "\r\n").map(String.init)
                let length =
                    head.first { $0.lowercased().hasPrefix("content-length:") }
                    .flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
                let start = text.utf8.distance(from: text.startIndex, to: end.upperBound)
                if buffer.count >= start + length {
                    let body = String(decoding: buffer[start..<(start + length)], as: UTF8.self)
                    buffer.removeFirst(start + length)
                    return (head, body)
                }
            }
            var piece = [UInt8](repeating: 0, count: 65536)
            let count = recv(client, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            buffer += piece.prefix(count)
        }
    }
}

extension String {
    /// Where the empty line that ends a head stands.
    fileprivate func firstRange(ofBlankLine: Void) -> Range<Index>? {
        // "\r\n" is one character, so the empty line is two of them.
        var index = startIndex
        while index < endIndex {
            let next = self.index(after: index)
            if self[index] == "\r\n", next < endIndex, self[next] == "\r\n" {
                return index..<self.index(after: next)
            }
            index = next
        }
        return nil
    }
}
