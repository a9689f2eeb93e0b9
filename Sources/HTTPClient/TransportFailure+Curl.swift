import CCurl
import HTTP

extension TransportFailure {
    /// A libcurl code in an operator's words.
    ///
    /// Before the request had begun, nothing of it can have arrived, whatever the code. A proxy's
    /// own words on the way there do not count; `proxyStatus` is its answer, 0 for none.
    init(
        _ code: CURLcode, request: HTTPRequest, hasBegun: Bool, isTooLarge: Bool,
        mayUseProxy: Bool, proxyStatus: Int
    ) {
        let host = request.authority
        let reason: Reason
        let message: String
        switch code {
        case _ where !hasBegun && proxyStatus >= 300:
            (reason, message) = (
                .unreachable, "the proxy refused to connect to \(host) (status \(proxyStatus))"
            )
        case CURLE_COULDNT_RESOLVE_HOST:
            (reason, message) = (.unknownHost, "the host name \(host) is not known")
        case CURLE_COULDNT_RESOLVE_PROXY:
            (reason, message) = (.unknownHost, "the proxy's host name is not known")
        case CURLE_COULDNT_CONNECT where mayUseProxy:
            (reason, message) = (
                .unreachable, "nobody answers at \(host) or at the proxy on the way"
            )
        case CURLE_COULDNT_CONNECT:
            (reason, message) = (.unreachable, "nobody answers at \(host)")
        case CURLE_PROXY:
            (reason, message) = (.unreachable, "the proxy did not connect to \(host)")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            (reason, message) = (.insecure, "the certificate of \(host) is not trusted")
        case CURLE_SSL_CACERT_BADFILE:
            (reason, message) = (.insecure, "the file of trusted certificates cannot be read")
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_USE_SSL_FAILED:
            (reason, message) = (.insecure, "no encrypted connection to \(host) could be made")
        case CURLE_OPERATION_TIMEDOUT where hasBegun:
            (reason, message) = (.timedOut, "no answer within \(request.milliseconds.asTime)")
        case CURLE_OPERATION_TIMEDOUT:
            let limit = request.connectMilliseconds
            (reason, message) = (.timedOut, "no connection to \(host) within \(limit.asTime)")
        case CURLE_UNSUPPORTED_PROTOCOL where hasBegun:
            (reason, message) = (.broken, "\(host) gave an answer that is not HTTP")
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_LOGIN_DENIED:
            (reason, message) = (.broken, "the request's address is not one of http or https")
        case CURLE_WRITE_ERROR where isTooLarge:
            (reason, message) = (
                .tooLarge, "the answer is larger than \(request.answerLimit.asSize)"
            )
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR,
            CURLE_SEND_FAIL_REWIND, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            (reason, message) = (.broken, "the connection to \(host) broke")
        case CURLE_BAD_CONTENT_ENCODING:
            (reason, message) = (.broken, "\(host) gave an answer that cannot be unpacked")
        default:
            (reason, message) = (.broken, "\(host) gave an answer that is not HTTP")
        }
        self.init(reason, message: message, mayHaveArrived: hasBegun)
    }

    /// The caller gave up, or the transport was closed.
    static func cancelled(mayHaveArrived: Bool) -> TransportFailure {
        TransportFailure(
            .cancelled, message: "the request was given up", mayHaveArrived: mayHaveArrived)
    }

    /// Other requests to the same host took all of its time.
    static func waitedTooLong(_ request: HTTPRequest) -> TransportFailure {
        TransportFailure(
            .timedOut, message: "no connection was free within \(request.milliseconds.asTime)",
            mayHaveArrived: false)
    }

    /// Refused before anything was done.
    static func notSent(_ message: String) -> TransportFailure {
        TransportFailure(.broken, message: message, mayHaveArrived: false)
    }
}

extension Int {
    /// Milliseconds as `20 s` or `250 ms`.
    fileprivate var asTime: String { self % 1000 == 0 ? "\(self / 1000) s" : "\(self) ms" }

    /// Bytes as `64 MB` or `10 bytes`.
    fileprivate var asSize: String {
        self >= 1 << 20 ? "\(self >> 20) MB" : "\(self) bytes"
    }
}
