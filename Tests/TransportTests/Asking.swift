import HTTP
import HTTPClient

extension CurlTransport {
    /// Why a request failed; nil when it was answered.
    func whyNot(_ request: HTTPRequest) async -> TransportFailure? {
        do {
            _ = try await send(request)
            return nil
        } catch {
            return error
        }
    }

    /// A transport that trusts the test's own authority.
    static func trusting(
        connections: Int = 8, proxy: String? = nil
    ) async throws -> CurlTransport {
        CurlTransport(
            configuration: Configuration(
                connectionsPerHost: connections, caFile: try await Certificates.shared().authority,
                proxy: proxy))
    }
}

extension HTTPRequest {
    /// A GET.
    static func get(_ url: String, timeout: Duration = .seconds(20)) -> HTTPRequest {
        HTTPRequest(method: "GET", url: url, timeout: timeout)
    }

    /// A write with a body and a credential.
    static func post(_ url: String, timeout: Duration = .seconds(20)) -> HTTPRequest {
        HTTPRequest(
            method: "POST", url: url, headers: ["X-Key": "invented-key"], body: Array("{}".utf8),
            timeout: timeout)
    }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
