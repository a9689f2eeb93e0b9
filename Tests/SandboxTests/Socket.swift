import Glibc
import HTTP
import Testing

/// A client that knows nothing but sockets: one connection to this machine.
final class Socket {
    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit,
            socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { start in
            start.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                Glibc.send(
                    descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            try #require(count > 0)
            sent += count
        }
    }

    /// Everything until the server closes.
    func receive() throws -> [UInt8] {
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &piece, piece.count, 0)
            try #require(count >= 0)
            guard count > 0 else { return answer }
            answer += piece.prefix(count)
        }
    }

    /// Sends and reads until the server closes.
    static func roundTrip(_ bytes: [UInt8], port: UInt16) throws -> [UInt8] {
        let socket = try Socket(port: port)
        try socket.send(bytes)
        return try socket.receive()
    }

    /// One request on a connection of its own.
    static func exchange(_ request: HTTPRequest, port: UInt16) throws -> HTTPResponse {
        var text = "\(request.method) \(request.url) HTTP/1.1\r\nConnection: close\r\n"
        for field in request.headers.fields { text += "\(field.name): \(field.value)\r\n" }
        text += "Content-Length: \(request.body.count)\r\n\r\n"
        let answer = try roundTrip(Array(text.utf8) + request.body, port: port)
        let end = try #require(answer.firstRange(of: Array("\r\n\r\n".utf8)))
        let lines = String(decoding: answer[..<end.lowerBound], as: UTF8.self)
            .split(separator: "\r\n")
        var headers = HTTPHeaders()
        for line in lines.dropFirst() {
            let sides = line.split(separator: ":", maxSplits: 1)
            headers.append(name: String(sides[0]), value: String(sides[1].drop { $0 == " " }))
        }
        return HTTPResponse(
            status: try #require(Int(lines[0].split(separator: " ")[1])), headers: headers,
            body: Array(answer[end.upperBound...]))
    }
}
