import Glibc
import HTTP
import HTTPServer
import Sandbox
import Testing

@Suite struct SocketTests {
    @Test func `Over a socket every endpoint answers the same bytes as in process`() throws {
        let probe = Probe()
        probe.pass(to: 40)
        let server = try HTTPServer(responder: probe.sandbox)
        defer { server.stop() }

        func compare(_ request: HTTPRequest) throws {
            var request = request
            request.headers.append(name: "Host", value: "127.0.0.1:\(server.port)")
            let inside = probe.sandbox.respond(to: request)
            let outside = try exchange(request, port: server.port)
            #expect(outside.status == inside.status, "\(request.url)")
            #expect(outside.body == inside.body, "\(request.url)")
            #expect(outside.headers["Content-Type"] == inside.headers["Content-Type"])
        }
        let bearer: HTTPHeaders = ["Authorization": "Bearer surepass_demo_token"]
        let deepvue: HTTPHeaders = [
            "Authorization": "Bearer \(try probe.token())", "x-api-key": "deepvue_demo_secret",
        ]
        for target in ["/", "/items", "/nowhere?x=%20"] {
            try compare(HTTPRequest(method: "GET", url: target))
        }
        try compare(
            HTTPRequest(
                method: "POST", url: "/v1/authorize",
                headers: ["Content-Type": "application/x-www-form-urlencoded"],
                body: Array("client_id=deepvue_demo_id&client_secret=no".utf8)))
        for item in probe.sandbox.items {
            switch item.kind {
            case "reap":
                try compare(
                    HTTPRequest(
                        method: "GET", url: "/entity/kyc/import/batch/\(item.id)",
                        headers: ["x-reap-api-key": "reap_demo_key"]))
            case "deepvue":
                try compare(
                    HTTPRequest(
                        method: "GET",
                        url: "/v1/verification/batch-processing-status?request_id=\(item.id)",
                        headers: deepvue))
                try compare(
                    HTTPRequest(
                        method: "GET", url: "/upi-basic-batch-output-files/\(item.id).csv"))
            case "stamps":
                try compare(
                    HTTPRequest(
                        method: "POST", url: "/api/v1/stamper-v2/bulk-stamp-order-summary",
                        headers: bearer, body: Array("{\"client_id\":\"\(item.id)\"}".utf8)))
            case "report":
                try compare(
                    HTTPRequest(
                        method: "GET",
                        url: "/api/v1/stamper-v2/bulk-usage-report/download?client_id=\(item.id)",
                        headers: bearer))
            default:
                try compare(HTTPRequest(method: "GET", url: "/cms/api/v1/customer/\(item.id)"))
            }
        }
    }

    /// One request on a connection of its own.
    private func exchange(_ request: HTTPRequest, port: UInt16) throws -> HTTPResponse {
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

    /// Sends and reads until the server closes.
    private func roundTrip(_ bytes: [UInt8], port: UInt16) throws -> [UInt8] {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
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
        try #require(
            send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &piece, piece.count, 0)
            try #require(count >= 0)
            guard count > 0 else { return answer }
            answer += piece.prefix(count)
        }
    }
}
