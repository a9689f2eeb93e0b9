import Foundation
import HTTP
import HTTPServer
import Synchronization

/// DollarPe as one test wants it: takes submissions, refuses, loses or never answers them, and
/// keeps every write as it came.
final class KYCVendor: HTTPResponder, Sendable {
    /// What happens to a write.
    enum Mood: Sendable {
        case accepting
        case refusing
        /// It takes nothing and asks to be left alone for half a minute.
        case throttling
        /// It answers 500 although it may have taken it.
        case failing
        /// It takes the request and closes the connection.
        case dropping
        /// It answers much later than anybody waits.
        case silent
        /// It takes a write and answers three seconds later.
        case late
        /// Writes never reach it: they stay on their way.
        case unreached
        /// It answers nobody who asks.
        case mute
    }

    /// A write as it came.
    struct Write: Sendable {
        var method: String
        var path: String
        var body: String
        var timestamp: String
        var signature: String
    }

    private struct State {
        var mood = Mood.accepting
        var status = "UNVERIFIED"
        var reason: String?
        var writes: [Write] = []
        var reads = 0
        var underWay = 0
    }

    static let key = "key_demo_1"
    static let secret = "secret_demo_1"

    private let state = Mutex(State())
    private let server = Mutex<HTTPServer?>(nil)

    /// Starts listening on loopback.
    init() throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, responder: self)
        self.server.withLock { $0 = server }
    }

    /// Stops listening.
    func stop() { server.withLock { $0?.stop() } }

    var mood: Mood {
        get { state.withLock { $0.mood } }
        set { state.withLock { $0.mood = newValue } }
    }

    /// The word for every customer.
    func becomes(_ status: String, because reason: String? = nil) {
        state.withLock {
            $0.status = status
            $0.reason = reason
        }
    }

    /// The writes in the order they came.
    var writes: [Write] { state.withLock { $0.writes } }
    /// How many requests are on their way for ever: writes that do not reach it, and reads that
    /// are not answered.
    var underWay: Int { state.withLock { $0.underWay } }
    /// How many reads of customers came.
    var reads: Int { state.withLock { $0.reads } }

    /// A configuration that points here.
    var configuration: String {
        let port = server.withLock { $0?.port ?? 0 }
        return """
            vendors:
              dollarpe:
                base_url: http://127.0.0.1:\(port)
                api_key: \(Self.key)
                api_secret: \(Self.secret)

            """
    }

    func respond(to request: HTTPRequest) -> HTTPResponse { deliver(request).response }

    func deliver(_ request: HTTPRequest) -> HTTPDelivery {
        let path = URL(string: request.url)?.path ?? request.url
        let id = path.split(separator: "/").last.map(String.init) ?? ""
        let isUnderWay = state.withLock { state in
            let held: Mood = request.method == "GET" ? .mute : .unreached
            if state.mood == held { state.underWay += 1 }
            return state.mood == held
        }
        if isUnderWay { return HTTPDelivery(HTTPResponse(status: 200), delay: .seconds(120)) }
        if request.method == "GET" {
            if path.contains("/kyc/configuration/") {
                return answer(
                    200,
                    #"{"supported_document_types":["PASSPORT","AADHAAR"],"additional_info_required":{"options":[],"rules":{"type":"allOf","min_required":0}}}"#
                )
            }
            return state.withLock { state in
                state.reads += 1
                let reason = state.reason.map { "\"\($0)\"" } ?? "null"
                return answer(
                    200,
                    #"{"id":"\#(id)","status":"\#(state.status)","failure_reason":\#(reason)}"#)
            }
        }
        return state.withLock { state in
            state.writes.append(
                Write(
                    method: request.method, path: path,
                    body: String(decoding: request.body, as: UTF8.self),
                    timestamp: request.headers["X-TIMESTAMP"] ?? "",
                    signature: request.headers["X-SIGNATURE"] ?? ""))
            let isCustomer = path.hasSuffix("/customer/create")
            let made = "99999999-2222-4333-8444-555555555555"
            let good =
                isCustomer
                ? answer(200, #"{"id":"\#(made)","status":"UNVERIFIED"}"#)
                : answer(200, #"{"id":"1","status":"PROCESSING","failure_reason":null}"#)
            switch state.mood {
            case .accepting, .late, .unreached, .mute:
                if !isCustomer { state.status = "PROCESSING" }
                return HTTPDelivery(
                    good.response, delay: state.mood == .late ? .seconds(3) : .zero)
            case .refusing:
                return HTTPDelivery(
                    HTTPResponse(
                        status: 400,
                        body: Array(
                            #"{"status":false,"message":"Bad Request","errors":{"kyc":["KYC already in use"]}}"#
                                .utf8)))
            case .throttling:
                return HTTPDelivery(
                    HTTPResponse(status: 429, headers: ["Retry-After": "30"]))
            case .failing: return HTTPDelivery(HTTPResponse(status: 500))
            case .dropping:
                return HTTPDelivery(HTTPResponse(status: 200), ending: .unanswered)
            case .silent: return HTTPDelivery(good.response, delay: .seconds(120))
            }
        }
    }

    private func answer(_ status: Int, _ data: String) -> HTTPDelivery {
        HTTPDelivery(
            HTTPResponse(
                status: status, headers: ["Content-Type": "application/json"],
                body: Array(#"{"status":true,"message":"Success","data":\#(data)}"#.utf8)))
    }
}

/// A person who does not exist, as a submission in the vendor's field names.
struct InventedPerson {
    var customer = "4e6f1b20-a73c-11ec-b909-0242ac120002"
    var name = "Canary Featherstone"
    var phone = "9900012345"
    var pan = "ZZZPZ9876Z"
    var number = "Z7654321"
    var address = "77 Invented Lane, Nowhereville"
    var birth = "09-08-1987"

    /// Every value that may be seen nowhere.
    var secrets: [String] { [name, phone, pan, number, address, birth, "front-canary"] }

    /// The submission as JSON.
    var json: String {
        """
        {"customer_id": "\(customer)", "full_name": "\(name)", "phone": "+91 \(phone)",
         "full_address": "\(address)", "dob": "\(birth)", "registered_date": "03-04-2024",
         "tax_number": "\(pan.lowercased())", "document_type": "PASSPORT",
         "document_front_image_url": "https://files.example/front-canary.png",
         "document_back_image_url": "https://files.example/back.pdf",
         "document_details": {"document_number": "\(number)", "additional_data": {}},
         "selfie_url": "https://files.example/selfie.jpeg", "selfie_verification_status": true,
         "additional_info": {}}
        """
    }
}
