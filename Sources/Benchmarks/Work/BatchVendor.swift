import HTTP
import HTTPServer
import Synchronization

/// Answers for Reap on loopback: each batch is one record further at each question.
final class BatchVendor {
    private let server: HTTPServer
    private let responder: Responder

    init() throws {
        let responder = Responder()
        self.responder = responder
        server = try HTTPServer(responder: responder)
    }

    /// Where it listens.
    var port: UInt16 { server.port }

    /// How many questions it has answered.
    var answered: Int { responder.answered.load(ordering: .relaxed) }

    /// Ends it.
    func stop() { server.stop() }

    private final class Responder: HTTPResponder {
        let answered = Atomic<Int>(0)

        func respond(to request: HTTPRequest) -> HTTPResponse {
            let turn = answered.wrappingAdd(1, ordering: .relaxed).newValue
            let id = request.url.split(separator: "/").last.map(String.init) ?? ""
            let processed = turn / 100 % 999
            let body = """
                {"batchId":"\(id)","businessUuid":"0d9c04a2-4a4b-4a2a-8f0a-1d9f6ec3f0aa",\
                "status":"in_progress","totalRecords":1000,"processedRecords":\(processed),\
                "failedRecords":2,"summary":{"successfulRecords":\(processed - 2)},\
                "createdAt":"2026-01-08T11:40:20.796Z","startedAt":"2026-01-08T11:41:00.000Z",\
                "updatedAt":"2026-01-08T11:42:15.123Z"}
                """
            return HTTPResponse(
                status: 200, headers: ["Content-Type": "application/json"], body: Array(body.utf8))
        }
    }
}
