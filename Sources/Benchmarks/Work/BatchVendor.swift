import Domain
import HTTP
import HTTPServer
import Synchronization

/// Answers for the four vendors on loopback: each batch is one record further at each hundredth
/// question, an order has as many stamps as it is told to have, and Deepvue's and DollarPe's words
/// change now and then.
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

    /// What each question to a vendor is answered with from now on.
    func set(_ mood: Mood, of vendor: Vendor) { responder.moods.withLock { $0[vendor] = mood } }

    /// How the vendor feels.
    enum Mood: Int, CaseIterable, Sendable {
        case well
        case failing
        case throttling
        case hangingUp
    }

    /// What Reap says of a batch.
    static func batchBody(_ id: String, processed: Int) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(512)
        body += parts[0]
        body += id.utf8
        body += parts[1]
        body += String(processed).utf8
        body += parts[2]
        body += String(processed - 2).utf8
        body += parts[3]
        return body
    }

    /// What stands around the id, the records processed and those of them that passed.
    private static let parts = {
        let begun = Home.begun.iso8601
        return [
            #"{"batchId":""#,
            #"","businessUuid":"0d9c04a2-4a4b-4a2a-8f0a-1d9f6ec3f0aa","status":"in_progress","#
                + #""totalRecords":1000,"processedRecords":"#,
            #","failedRecords":2,"summary":{"successfulRecords":"#,
            #"},"createdAt":"\#(begun)","startedAt":"\#(begun)","updatedAt":"\#(begun)"}"#,
        ].map { Array($0.utf8) }
    }()

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

    /// What Deepvue says of a verification: its only moving part is a sentence.
    private static func verificationBody(_ id: String, part: Int) -> String {
        """
        {"transaction_id":"51cd8b6ab36d46a98afb2f01e856e89a","timestamp":1732088933797,\
        "code":200,"message":"Batch Upload status fetched successfully","sub_code":"SUCCESS",\
        "data":{"request_id":"\(id)","status":200,"product_id":"",\
        "message":"batch processing in progress, part \(part)","batch_output_file_url":null}}
        """
    }

    /// What DollarPe says of a customer, who is an invented one.
    private static func customerBody(_ id: String, isProcessing: Bool) -> String {
        """
        {"status":true,"message":"Success","data":{"id":"\(id)",\
        "status":"\(isProcessing ? "PROCESSING" : "UNVERIFIED")","failure_reason":null,\
        "full_name":"Testa Beispiel","country":"IND","type":"INDIVIDUAL"}}
        """
    }

    private final class Responder: HTTPResponder {
        let answered = Atomic<Int>(0)
        let order = Mutex(Order(body: BatchVendor.orderBody(10)))
        let moods = Mutex<[Vendor: Mood]>([:])

        func respond(to request: HTTPRequest) -> HTTPResponse {
            let turn = answered.wrappingAdd(1, ordering: .relaxed).newValue
            let id = Self.lastPart(of: request.url)
            let body =
                switch vendor(of: request) {
                case .reap: BatchVendor.batchBody(id, processed: 2 + turn / 100 % 998)
                case .surepass:
                    order.withLock { order in
                        order.answeredAt = .now
                        return order.body
                    }
                case .deepvue where request.method == "POST":
                    Array(#"{"access_token":"benchmark","token_type":"bearer"}"#.utf8)
                case .deepvue:
                    Array(BatchVendor.verificationBody(id, part: turn / 10_000).utf8)
                case .dollarpe:
                    Array(
                        BatchVendor.customerBody(id, isProcessing: turn / 10_000 % 2 == 0).utf8)
                }
            return HTTPResponse(
                status: 200, headers: ["Content-Type": "application/json"], body: body)
        }

        func deliver(_ request: HTTPRequest) -> HTTPDelivery {
            switch moods.withLock({ $0[vendor(of: request)] ?? .well }) {
            case .well: HTTPDelivery(respond(to: request))
            case .failing: HTTPDelivery(HTTPResponse(status: 503))
            case .throttling:
                HTTPDelivery(HTTPResponse(status: 429, headers: ["Retry-After": "1"]))
            case .hangingUp: HTTPDelivery(HTTPResponse(status: 200), ending: .unanswered)
            }
        }

        /// Whose address was asked.
        private func vendor(of request: HTTPRequest) -> Vendor {
            if request.url.hasPrefix("/entity/") { return .reap }
            if request.url.hasPrefix("/v1/") { return .deepvue }
            return request.url.hasPrefix("/cms/") ? .dollarpe : .surepass
        }

        /// What follows the last slash or equals sign, which is the id.
        private static func lastPart(of url: String) -> String {
            let bytes = url.utf8
            let place = bytes.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=") }
            return String(url[(place.map { bytes.index(after: $0) } ?? url.startIndex)...])
        }
    }
}
