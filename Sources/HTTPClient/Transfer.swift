import CCurl
import HTTP

/// One request on its way and the answer as far as it came.
final class Transfer {
    let job: CurlLoop.Job
    let host: Host
    let handle: EasyHandle
    let startedAt: ContinuousClock.Instant
    /// Whether the connection stood, so that some of the request may have left.
    private(set) var hasBegun = false
    private var sent = 0
    private var headers = HTTPHeaders()
    private var headerBytes = 0
    private var body: [UInt8] = []
    private var isTooLarge = false
    /// Whether the sink takes no more.
    private var isNotTaken = false

    /// More header than this is no vendor's answer.
    private static let headerLimit = 256 << 10

    init(
        _ job: CurlLoop.Job, to host: Host, by handle: EasyHandle, at now: ContinuousClock.Instant
    ) {
        startedAt = now
        self.job = job
        self.host = host
        self.handle = handle
    }

    private var request: HTTPRequest { job.request }
    private var easy: UnsafeMutableRawPointer { handle.pointer }

    /// What became of it, once libcurl has finished with `code`.
    func outcome(
        _ code: CURLcode, mayUseProxy: Bool
    ) -> Result<HTTPResponse, TransportFailure> {
        if isNotTaken { return .failure(.cancelled(mayHaveArrived: true)) }
        guard code == CURLE_OK else {
            var proxyStatus = 0
            _ = curl_get_long(easy, CURLINFO_HTTP_CONNECTCODE, &proxyStatus)
            return .failure(
                TransportFailure(
                    code, request: request, hasBegun: hasBegun, isTooLarge: isTooLarge,
                    mayUseProxy: mayUseProxy && !request.isPlain, proxyStatus: proxyStatus))
        }
        return .success(HTTPResponse(status: status, headers: headers, body: body))
    }

    private var status: Int {
        var status = 0
        _ = curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    /// Sets what differs from one request to the next, and every option unless the handle comes
    /// from a request like this one.
    func prepare(_ configuration: CurlTransport.Configuration) {
        // What goes to a sink sets options of its own.
        let purpose = job.sink == nil ? EasyHandle.Purpose(request) : nil
        if purpose == nil || purpose != handle.purpose {
            handle.reset()
            prepareAll(configuration)
            handle.purpose = purpose
        }
        let context = Unmanaged.passUnretained(self).toOpaque()
        for option in [
            CURLOPT_PRIVATE, CURLOPT_PREREQDATA, CURLOPT_READDATA, CURLOPT_WRITEDATA,
            CURLOPT_HEADERDATA,
        ] {
            _ = curl_set_pointer(easy, option, context)
        }
        // Handed over as it is it would be copied twice.
        _ = request.url.withCString { curl_set_text(easy, CURLOPT_URL, $0) }
        let left = startedAt.duration(to: job.deadline)
        _ = curl_set_long(easy, CURLOPT_TIMEOUT_MS, left.wholeMilliseconds)
        _ = curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, request.connectMilliseconds)
    }

    private func prepareAll(_ configuration: CurlTransport.Configuration) {
        _ = curl_set_long(easy, CURLOPT_PATH_AS_IS, 1)
        _ = curl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        _ = curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        _ = curl_set_long(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        _ = curl_set_long(easy, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        _ = curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        // A transfer that ends while its host's name is looked up leaves that thread behind
        // instead of waiting for it, and all other transfers with it.
        _ = curl_set_long(easy, CURLOPT_QUICK_EXIT, 1)
        _ = curl_set_text(easy, CURLOPT_ACCEPT_ENCODING, "")
        _ = curl_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
        _ = curl_set_begin_function(easy) { context, _, _, _, _ in
            if let context {
                Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().hasBegun = true
            }
            return CURL_PREREQFUNC_OK
        }
        prepareRoute(configuration)
        prepareHeaders()
        prepareMethod()
        receive()
    }

    private func prepareRoute(_ configuration: CurlTransport.Configuration) {
        _ = curl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
        _ = curl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
        _ = curl_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = configuration.caFile {
            _ = curl_set_text(easy, CURLOPT_CAINFO, file)
            // Debian's libcurl has the system's folder of authorities beside its file of them.
            _ = curl_set_text(easy, CURLOPT_CAPATH, nil)
        }
        if request.isPlain {
            _ = curl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
            _ = curl_set_text(easy, CURLOPT_PROXY, "")
            return
        }
        // Requests to one host share a connection where HTTP/2 allows it: they wait for it.
        _ = curl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        _ = curl_set_long(easy, CURLOPT_PIPEWAIT, 1)
        if let proxy = configuration.proxy { _ = curl_set_text(easy, CURLOPT_PROXY, proxy) }
    }

    /// Keeps off every connection made before that moment; libcurl counts their age in seconds.
    func avoidConnections(before moment: ContinuousClock.Instant, areInUse: Bool) {
        let age = Int(moment.duration(to: startedAt).components.seconds)
        if areInUse || age < 1 {
            _ = curl_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
        } else {
            _ = curl_set_long(easy, CURLOPT_MAXLIFETIME_CONN, age)
        }
        // The next request may be on any connection again.
        handle.purpose = nil
    }

    private func prepareHeaders() {
        _ = curl_set_text(easy, CURLOPT_USERAGENT, "vigil")
        for field in request.headers.fields {
            // libcurl's spelling of a field without a value ends in a semicolon.
            handle.add(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        // A name alone takes out the field that libcurl would add by itself.
        if request.headers["Expect"] == nil { handle.add("Expect:") }
        if request.headers["Content-Type"] == nil { handle.add("Content-Type:") }
        handle.useHeaders()
    }

    private func prepareMethod() {
        switch request.method {
        case "GET" where request.body.isEmpty:
            _ = curl_set_long(easy, CURLOPT_HTTPGET, 1)
            return
        case "HEAD" where request.body.isEmpty:
            _ = curl_set_long(easy, CURLOPT_NOBODY, 1)
            return
        default: break
        }
        _ = curl_set_long(easy, CURLOPT_POST, 1)
        if request.method != "POST" {
            _ = curl_set_text(easy, CURLOPT_CUSTOMREQUEST, request.method)
        }
        _ = curl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
        if request.body.isEmpty {
            // On a kept connection that breaks, libcurl sends again by itself. Nothing that
            // writes may be sent twice: without a body to hold back, a connection of its own.
            _ = curl_set_text(easy, CURLOPT_COPYPOSTFIELDS, "")
            _ = curl_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
        } else {
            sendBody()
        }
    }

    /// The body goes out once: libcurl may not rewind it, so a kept connection that breaks after
    /// the body left ends in CURLE_SEND_FAIL_REWIND instead of a second sending.
    private func sendBody() {
        _ = curl_set_bytes_function(easy, CURLOPT_READFUNCTION) { bytes, size, count, context in
            Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
                .give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }
        _ = curl_set_seek_function(easy) { _, _, _ in CURL_SEEKFUNC_FAIL }
    }

    private func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        let part = request.body[sent...].prefix(room.count)
        room.copyBytes(from: part)
        sent += part.count
        return part.count
    }

    private func receive() {
        _ = curl_set_bytes_function(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
                .take(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        if job.sink != nil {
            // What may take long ends when nothing comes any more.
            _ = curl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 1)
            _ = curl_set_long(easy, CURLOPT_LOW_SPEED_TIME, 60)
        }
        _ = curl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        _ = curl_set_bytes_function(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
                .takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
    }

    /// Takes a piece of the body; any other count than the piece's ends the transfer.
    private func take(_ piece: UnsafeRawBufferPointer) -> Int {
        if let sink = job.sink, status == 200 {
            isNotTaken = !sink(piece)
            return isNotTaken ? 0 : piece.count
        }
        guard piece.count <= request.answerLimit - body.count else {
            isTooLarge = true
            return 0
        }
        body.append(contentsOf: piece)
        return piece.count
    }

    /// Takes one line of the head; a status line begins it anew, as after `100 Continue`.
    private func takeHeader(_ line: UnsafeRawBufferPointer) -> Int {
        headerBytes += line.count
        guard headerBytes <= Self.headerLimit else {
            isTooLarge = true
            return 0
        }
        if line.starts(with: "HTTP/".utf8) {
            headers = HTTPHeaders()
            headers.reserve(8)
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            headers.append(
                name: String(decoding: line[..<colon], as: UTF8.self),
                value: Self.trimmed(line[(colon + 1)...]))
        }
        return line.count
    }

    /// The text without white space at both ends.
    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let front = bytes.drop { $0 <= 0x20 }
        let end = front.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? front.startIndex
        return String(decoding: front[..<end], as: UTF8.self)
    }
}
