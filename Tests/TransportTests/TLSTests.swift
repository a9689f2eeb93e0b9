import HTTP
import HTTPClient
import Testing

/// Who is trusted, with nginx on the other side.
@Suite(.enabled(if: Tools.areInstalled, "nginx and openssl are needed: see the README"))
struct TLSTests {
    private let hello = "location / { return 200 hello; }"

    @Test func `A server that the configured authority vouches for is asked`() async throws {
        let nginx = try await Nginx(hello)
        let answer = try await CurlTransport.trusting().send(.get(nginx.url))
        #expect(answer.text == "hello")
        #expect(try await nginx.log(1).first?.version == "HTTP/2.0")
    }

    @Test func `The same server without that file is refused before anything is sent`()
        async throws
    {
        let nginx = try await Nginx(hello)
        let failure = await CurlTransport().whyNot(.post(nginx.url))
        #expect(
            failure
                == TransportFailure(
                    .insecure, message: "the certificate of 127.0.0.1:\(nginx.port) is not trusted",
                    mayHaveArrived: false))
        // The one request that nginx gets to see is that of a client that trusts it.
        #expect(try await CurlTransport.trusting().send(.get(nginx.url)).status == 200)
        #expect(try await nginx.log(1).count == 1)
    }

    @Test(arguments: [Certificates.Quality.expired, .elsewhere, .ownWord])
    func `A certificate that is expired, another host's or self-signed is refused`(
        quality: Certificates.Quality
    ) async throws {
        let nginx = try await Nginx(
            hello, certificate: try await Certificates.shared()[quality])
        let failure = try await CurlTransport.trusting().whyNot(.post(nginx.url))
        #expect(failure?.reason == .insecure)
        #expect(failure?.mayHaveArrived == false)
    }

    @Test(arguments: ["TLSv1.2", "TLSv1.3"])
    func `Both current versions of TLS are spoken`(version: String) async throws {
        let nginx = try await Nginx(hello, settings: "ssl_protocols \(version);")
        #expect(try await CurlTransport.trusting().send(.get(nginx.url)).status == 200)
        #expect(try await nginx.log(1).first?.encryption == version)
    }

    @Test func `TLS 1_1 is not spoken`() async throws {
        let nginx = try await Nginx(
            hello, settings: "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;")
        let failure = try await CurlTransport.trusting().whyNot(.post(nginx.url))
        #expect(failure?.reason == .insecure)
        #expect(failure?.mayHaveArrived == false)
    }

    @Test func `A file of authorities that is not there is named as the cause`() async throws {
        let nginx = try await Nginx(hello)
        let transport = CurlTransport(configuration: .init(caFile: "/nonexistent/authority.pem"))
        let failure = await transport.whyNot(.post(nginx.url))
        #expect(failure?.reason == .insecure)
        #expect(failure?.message == "the file of trusted certificates cannot be read")
        #expect(failure?.mayHaveArrived == false)
    }
}
