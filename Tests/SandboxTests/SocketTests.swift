import HTTP
import HTTPServer
import Sandbox
import Testing

@Suite struct SocketTests {
    @Test func `Over a socket every endpoint answers the same bytes as in process`() throws {
        let probe = try Probe()
        probe.pass(to: 40)
        let server = try HTTPServer(responder: probe.sandbox)
        defer { server.stop() }

        func compare(_ request: HTTPRequest) throws {
            var request = request
            request.headers.append(name: "Host", value: "127.0.0.1:\(server.port)")
            let inside = probe.sandbox.respond(to: request)
            let outside = try Socket.exchange(request, port: server.port)
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
}
