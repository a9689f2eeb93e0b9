import CMicroHTTPD
import HTTP

/// What the library's thread calls: collects a request and queues the responder's answer.
final class Inside {
    let lateAnswers = LateAnswers()
    private let responder: any HTTPResponder

    init(responder: any HTTPResponder) {
        self.responder = responder
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> Inside {
        guard let context else { preconditionFailure("the daemon runs with its context") }
        return Unmanaged<Inside>.fromOpaque(context).takeUnretainedValue()
    }

    /// Called once with the headers, then for each piece of body, then without a piece.
    func access(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>, upload: UnsafePointer<CChar>?,
        size: UnsafeMutablePointer<Int>,
        exchange slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    ) -> MHD_Result {
        guard let pointer = slot.pointee else { return .NO }
        let exchange = Exchange.from(pointer)
        if !exchange.hasHeaders {
            exchange.hasHeaders = true
            collectHeaders(of: connection, into: exchange)
            let announced = exchange.headers["Content-Length"].flatMap { Int($0) } ?? 0
            return announced > HTTPServer.bodyLimit ? queue(tooLarge, on: connection) : .YES
        }
        if let upload, size.pointee > 0 {
            // The rest of a body that is too large is read and forgotten: only then can the
            // answer be sent.
            exchange.isTooLarge =
                exchange.isTooLarge || exchange.body.count + size.pointee > HTTPServer.bodyLimit
            if exchange.isTooLarge {
                exchange.body = []
            } else {
                exchange.body.append(
                    contentsOf: UnsafeRawBufferPointer(start: upload, count: size.pointee))
            }
            size.pointee = 0
            return .YES
        }
        guard !exchange.isTooLarge else { return queue(tooLarge, on: connection) }
        if let late = exchange.late { return send(late, on: connection) }
        let request = HTTPRequest(
            method: String(cString: method), url: exchange.target, headers: exchange.headers,
            body: exchange.body)
        let delivery = responder.deliver(request)
        if delivery.delay > .zero, lateAnswers.suspend(connection, for: delivery.delay) {
            // Called again once the connection goes on.
            exchange.late = delivery
            return .YES
        }
        return send(delivery, on: connection)
    }

    private func send(_ delivery: HTTPDelivery, on connection: OpaquePointer) -> MHD_Result {
        switch delivery.ending {
        case .whole: queue(delivery.response, on: connection)
        case .cut(let place): queue(delivery.response, cutAfter: place, on: connection)
        // The library closes the connection.
        case .unanswered: .NO
        }
    }

    private let tooLarge = HTTPResponse(
        status: 413, headers: ["Content-Type": "text/plain; charset=utf-8"],
        body: Array("The request's body is too large.\n".utf8))

    private func collectHeaders(of connection: OpaquePointer, into exchange: Exchange) {
        MHD_get_connection_values(
            connection, .HEADER_KIND,
            { context, _, name, value in
                guard let context, let name else { return .NO }
                Exchange.from(context).headers.append(
                    name: String(cString: name), value: value.map { String(cString: $0) } ?? "")
                return .YES
            }, Unmanaged.passUnretained(exchange).toOpaque())
    }

    private func queue(
        _ answer: HTTPResponse, cutAfter place: Int? = nil, on connection: OpaquePointer
    ) -> MHD_Result {
        let response =
            if let place {
                CutBody(answer.body, after: place).response
            } else {
                answer.body.withUnsafeBytes { bytes in
                    MHD_create_response_from_buffer(
                        bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                        .RESPMEM_MUST_COPY)
                }
            }
        guard let response else { return .NO }
        defer { MHD_destroy_response(response) }
        for field in answer.headers.fields {
            MHD_add_response_header(response, field.name, field.value)
        }
        return MHD_queue_response(connection, UInt32(answer.status), response)
    }
}
