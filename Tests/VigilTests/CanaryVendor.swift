import Foundation
import HTTP
import HTTPServer
import Synchronization

/// DollarPe, Reap and Deepvue in one, indiscreet as no vendor should be: it repeats what it was
/// sent, headers and all, in the places where vendors put their words.
final class CanaryVendor: HTTPResponder, Sendable {
    /// What happens to a request.
    enum Mood: CaseIterable, Sendable {
        case accepting
        /// A refusal whose every text repeats the request.
        case echoing
        /// An outage whose answer repeats the request.
        case failing
        /// Success in words, the request repeated instead of an answer.
        case garbage
        /// It takes the request and never answers.
        case silent
    }

    private struct State {
        var writing = Mood.accepting
        var reading = Mood.accepting
        var status = "UNVERIFIED"
        var writes: [String] = []
    }

    private let canaries: Canaries
    private let state = Mutex(State())
    private let server = Mutex<HTTPServer?>(nil)

    init(_ canaries: Canaries) throws {
        self.canaries = canaries
        let server = try HTTPServer(host: "127.0.0.1", port: 0, responder: self)
        self.server.withLock { $0 = server }
    }

    deinit { server.withLock { $0?.stop() } }

    /// What happens to writes.
    var writing: Mood {
        get { state.withLock { $0.writing } }
        set { state.withLock { $0.writing = newValue } }
    }
    /// What happens to reads.
    var reading: Mood {
        get { state.withLock { $0.reading } }
        set { state.withLock { $0.reading = newValue } }
    }
    /// The word for every customer.
    func becomes(_ status: String) { state.withLock { $0.status = status } }
    /// The paths of the writes that came.
    var writes: [String] { state.withLock { $0.writes } }

    var port: Int { Int(server.withLock { $0?.port ?? 0 }) }

    func respond(to request: HTTPRequest) -> HTTPResponse { deliver(request).response }

    func deliver(_ request: HTTPRequest) -> HTTPDelivery {
        let path = URL(string: request.url)?.path ?? request.url
        let said = repeated(request)
        if path == "/v1/authorize" {
            if reading == .echoing {
                return HTTPDelivery(HTTPResponse(status: 401, body: refusal(said)))
            }
            return good(#"{"access_token":"\#(canaries.token)","expiry":"2099-01-01T00:00:00Z"}"#)
        }
        let isRead = request.method == "GET"
        let mood = state.withLock { state in
            if !isRead { state.writes.append(path) }
            return isRead ? state.reading : state.writing
        }
        switch mood {
        case .accepting:
            if path.contains("/kyc/") && !isRead { becomes("PROCESSING") }
            return accepted(path, isRead: isRead)
        case .echoing: return HTTPDelivery(HTTPResponse(status: 400, body: refusal(said)))
        case .failing: return HTTPDelivery(HTTPResponse(status: 500, body: refusal(said)))
        case .garbage:
            return HTTPDelivery(HTTPResponse(status: 200, body: Array("<\(said)".utf8)))
        case .silent: return HTTPDelivery(HTTPResponse(status: 200), delay: .seconds(120))
        }
    }

    /// Each header and the body, on one line.
    private func repeated(_ request: HTTPRequest) -> String {
        let head = request.headers.fields.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        return head + " " + String(decoding: request.body, as: UTF8.self)
    }

    /// A refusal in the forms of all vendors at once. What was sent is repeated piece by piece
    /// first, and in capitals, because what is said at length is cut.
    private func refusal(_ said: String) -> [UInt8] {
        let person = canaries.person
        let pieces = [
            person.name, person.pan, person.phone, person.number, person.birth, person.address,
            canaries.mail, canaries.extra, "https://files.example/front-canary.png",
            canaries.shareToken, canaries.key, canaries.secret, canaries.token, canaries.clientID,
        ].filter { said.lowercased().contains($0.lowercased()) }
        var texts = pieces.map { "\($0.uppercased()) is not good" } + pieces + [said]
        if said.contains(person.birth) { texts.insert("born 1987-08-09", at: 0) }
        func quoted(_ text: String) -> String {
            let data = try? JSONEncoder().encode(text)
            return data.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
        }
        let all = quoted(texts.joined(separator: " "))
        let list = texts.map(quoted).joined(separator: ",")
        let one = quoted(pieces.last ?? "0")
        return Array(
            """
            {"status":false,"success":false,"message":\(all),"data":null,"detail":\(all),
             "code":\(one),"sub_code":\(one),"errors":{"full_name":[\(list)]},
             "invalid":[\(list)],"parameter":\(one)}
            """.utf8)
    }

    private func accepted(_ path: String, isRead: Bool) -> HTTPDelivery {
        let person = canaries.person
        if path.contains("/kyc/configuration/") {
            return data(
                """
                {"supported_document_types":["PASSPORT","AADHAAR"],"additional_info_required":
                 {"options":["profession"],"profession":{"required":true},
                  "rules":{"type":"allOf","min_required":1}}}
                """)
        }
        if path.contains("/customer/") {
            let id =
                path.hasSuffix("/create") ? "99999999-2222-4333-8444-555555555555" : person.customer
            let status = state.withLock { $0.status }
            return data(
                """
                {"id":"\(id)","status":"\(status)","failure_reason":null,
                 "full_name":"\(person.name)","email":"\(canaries.mail)",
                 "phone":"+91\(person.phone)","client_reference_id":"intake 7"}
                """)
        }
        if path.contains("/kyc/") { return data(#"{"id":"1","status":"PROCESSING"}"#) }
        if path.contains("upi-basic") {
            return good(
                #"{"request_id":"0123456789abcdef0123456789abcdef","message":"Processing"}"#)
        }
        if path.hasSuffix("/import/batch") {
            return good(
                #"{"batchId":"f208a887-9fa6-4447-a52b-c1d6e089536f","status":"pending","totalRecords":1}"#
            )
        }
        return good(#"{"status":"pending"}"#)
    }

    private func data(_ data: String) -> HTTPDelivery {
        good(#"{"status":true,"message":"Success","data":\#(data)}"#)
    }

    private func good(_ body: String) -> HTTPDelivery {
        HTTPDelivery(
            HTTPResponse(
                status: 200, headers: ["Content-Type": "application/json"], body: Array(body.utf8)))
    }
}
