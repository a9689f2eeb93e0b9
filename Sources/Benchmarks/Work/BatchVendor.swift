import HTTP
import HTTPServer
import Synchronization

/// Answers for Reap and Surepass on loopback: each batch is one record further at each hundredth
/// question, and an order has as many stamps as it is told to have.
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

    /// When it last handed an order's answer to the server.
    var orderAnsweredAt: ContinuousClock.Instant? { responder.order.withLock { $0.answeredAt } }

    /// Ends it.
    func stop() { server.stop() }

    /// Gives the order this many stamps from now on.
    func setStamps(_ count: Int) {
        let body = Self.orderBody(count)
        responder.order.withLock { $0 = Order(body: body) }
    }

    /// What each question is answered with from now on.
    func set(_ mood: Mood) { responder.mood.withLock { $0 = mood } }

    /// How the vendor feels.
    enum Mood: Int, CaseIterable, Sendable {
        case well
        case failing
        case throttling
        case hangingUp
    }

    /// What Reap says of a batch.
    static func batchBody(_ id: String, processed: Int) -> [UInt8] {
        Array(
            """
            {"batchId":"\(id)","businessUuid":"0d9c04a2-4a4b-4a2a-8f0a-1d9f6ec3f0aa",\
            "status":"in_progress","totalRecords":1000,"processedRecords":\(processed),\
            "failedRecords":2,"summary":{"successfulRecords":\(processed - 2)},\
            "createdAt":"2026-01-08T11:40:20.796Z","startedAt":"2026-01-08T11:41:00.000Z",\
            "updatedAt":"2026-01-08T11:42:15.123Z"}
            """.utf8)
    }

    private struct Order {
        var body: [UInt8]
        var answeredAt: ContinuousClock.Instant?
    }

    private static func orderBody(_ count: Int) -> [UInt8] {
        var stamps = ""
        for number in 0..<count {
            if number > 0 { stamps += "," }
            let digits = String(number)
            stamps += "\"IN-DL" + String(repeating: "0", count: 12 - digits.count) + digits + "X\""
        }
        let text =
            "{\"data\":{\"client_id\":\"\(Home.orderID)\",\"quantity\":\(count + 10),\"summary\":{"
            + "\"pending\":{\"count\":10,\"stamps\":["
            + (0..<10).map { "\"IN-KA\($0)\"" }.joined(separator: ",")
            + "]},\"available\":{\"count\":\(count),\"stamps\":[\(stamps)]},"
            + "\"failed\":{\"count\":0,\"stamps\":[]}}},"
            + "\"status_code\":200,\"success\":true,\"message\":null,\"message_code\":\"success\"}"
        return Array(text.utf8)
    }

    private final class Responder: HTTPResponder {
        let answered = Atomic<Int>(0)
        let order = Mutex(Order(body: BatchVendor.orderBody(10)))
        let mood = Mutex(Mood.well)

        func respond(to request: HTTPRequest) -> HTTPResponse {
            let turn = answered.wrappingAdd(1, ordering: .relaxed).newValue
            let body =
                request.method == "POST"
                ? order.withLock { order in
                    order.answeredAt = .now
                    return order.body
                }
                : BatchVendor.batchBody(
                    request.url.split(separator: "/").last.map(String.init) ?? "",
                    processed: 2 + turn / 100 % 998)
            return HTTPResponse(
                status: 200, headers: ["Content-Type": "application/json"], body: body)
        }

        func deliver(_ request: HTTPRequest) -> HTTPDelivery {
            switch mood.withLock({ $0 }) {
            case .well: HTTPDelivery(respond(to: request))
            case .failing: HTTPDelivery(HTTPResponse(status: 503))
            case .throttling:
                HTTPDelivery(HTTPResponse(status: 429, headers: ["Retry-After": "1"]))
            case .hangingUp: HTTPDelivery(HTTPResponse(status: 200), ending: .unanswered)
            }
        }
    }
}
