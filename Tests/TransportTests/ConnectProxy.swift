import Glibc
import Synchronization

/// A proxy on loopback that knows CONNECT alone: each tunnel ends at this machine's port, whatever
/// its host is called.
final class ConnectProxy: Sendable {
    private struct State {
        var heads: [[String]] = []
        var sockets: [Int32] = []
        /// The tunnels that pass nothing on any more, by their place in the order of arrival.
        var muted = 0
    }

    let port: UInt16
    private let listener: Int32
    private let refusal: String?
    private let state = Mutex(State())

    /// A proxy; with a refusal, such as `407 Proxy Authentication Required`, no tunnel is made.
    init(refusal: String? = nil) {
        self.refusal = refusal
        (listener, port) = RawServer.bindLoopback()
        listen(listener, 64)
        RawServer.thread { [self] in
            while case let client = accept(listener, nil, nil), client >= 0 {
                RawServer.thread { [self] in serve(client) }
            }
        }
    }

    /// What it was asked, each as the lines of a head.
    var heads: [[String]] { state.withLock { $0.heads } }

    /// Tunnels made so far stay open and go silent, as when a network went away.
    func mute() { state.withLock { $0.muted = $0.heads.count } }

    func close() {
        shutdown(listener, Int32(SHUT_RDWR))
        for socket in state.withLock({ $0.sockets }) { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    private func serve(_ client: Int32) {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard recv(client, &byte, 1, 0) == 1 else { return }
            head.append(byte)
        }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
        let target = lines.first?.split(separator: " ").dropFirst().first ?? ""
        let place = Int(target.split(separator: ":").last ?? "").flatMap(UInt16.init(exactly:))
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let tunnel = state.withLock { state in
            state.heads.append(lines)
            state.sockets += [client, server]
            return state.heads.count
        }
        if let refusal {
            say("HTTP/1.1 \(refusal)\r\nContent-Length: 0\r\n\r\n", to: client)
            return
        }
        guard let place, Loopback.connect(server, to: place) else {
            shutdown(client, Int32(SHUT_RDWR))
            return
        }
        say("HTTP/1.1 200 Connected\r\n\r\n", to: client)
        RawServer.thread { [self] in relay(server, client, tunnel) }
        relay(client, server, tunnel)
    }

    private func relay(_ from: Int32, _ to: Int32, _ tunnel: Int) {
        var piece = [UInt8](repeating: 0, count: 16_384)
        while case let count = recv(from, &piece, piece.count, 0), count > 0 {
            guard state.withLock({ $0.muted }) < tunnel else { continue }
            send(to, piece, count, Int32(MSG_NOSIGNAL))
        }
        shutdown(to, Int32(SHUT_RDWR))
    }

    private func say(_ text: String, to client: Int32) {
        send(client, text, text.utf8.count, Int32(MSG_NOSIGNAL))
    }
}
