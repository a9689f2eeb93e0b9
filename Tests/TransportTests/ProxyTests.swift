import Glibc
import HTTP
import HTTPClient
import Testing

/// A proxy on the way to nginx.
@Suite(.enabled(if: Tools.areInstalled, "nginx and openssl are needed: see the README"))
struct ProxyTests {
    @Test func `The configured proxy is used, and sees neither credential nor path`() async throws {
        let nginx = try await Nginx("location / { return 200 $http_x_key; }")
        let proxy = ConnectProxy()
        defer { proxy.close() }
        let transport = try await CurlTransport.trusting(
            proxy: "http://asha:invented-word@127.0.0.1:\(proxy.port)")
        let answer = try await transport.send(.post("\(nginx.url)/path"))
        #expect(answer.text == "invented-key")
        let head = try #require(proxy.heads.first)
        #expect(head.first == "CONNECT 127.0.0.1:\(nginx.port) HTTP/1.1")
        #expect(head.contains("Proxy-Authorization: Basic YXNoYTppbnZlbnRlZC13b3Jk"))
        #expect(!head.joined().contains("invented-key"))
        #expect(proxy.heads.count == 1)
    }

    @Test func `The proxy sees nothing of plain http, which is for this machine`() async throws {
        let server = RawServer { _ in RawServer.ok("direct") }
        defer { server.close() }
        let proxy = ConnectProxy()
        defer { proxy.close() }
        let transport = try await CurlTransport.trusting(proxy: "http://127.0.0.1:\(proxy.port)")
        #expect(try await transport.send(.get(server.url)).text == "direct")
        #expect(proxy.heads.isEmpty)
    }

    @Test(arguments: ["407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway"])
    func `A proxy that refuses is named, without its credentials, and nothing has arrived`(
        refusal: String
    ) async throws {
        let proxy = ConnectProxy(refusal: refusal)
        defer { proxy.close() }
        let transport = try await CurlTransport.trusting(
            proxy: "http://asha:invented-word@127.0.0.1:\(proxy.port)")
        let failure = await transport.whyNot(.post("https://vendor.example/x"))
        #expect(
            failure
                == TransportFailure(
                    .unreachable,
                    message: "the proxy refused to connect to vendor.example"
                        + " (status \(refusal.prefix(3)))", mayHaveArrived: false))
    }

    @Test func `A proxy that is not there is named, without its credentials`() async throws {
        let (socket, port) = RawServer.deadPort()
        defer { close(socket) }
        let transport = try await CurlTransport.trusting(
            proxy: "http://asha:invented-word@127.0.0.1:\(port)")
        let failure = await transport.whyNot(.post("https://vendor.example/x"))
        #expect(
            failure
                == TransportFailure(
                    .unreachable,
                    message: "nobody answers at vendor.example or at the proxy on the way",
                    mayHaveArrived: false))
    }

    @Test func `A proxy that never connects ends at the time limit, and nothing has arrived`()
        async throws
    {
        let silent = RawServer { _ in .stall }
        defer { silent.close() }
        let transport = try await CurlTransport.trusting(
            proxy: "http://asha:invented-word@127.0.0.1:\(silent.port)")
        let failure = await transport.whyNot(
            .post("https://vendor.example/x", timeout: .milliseconds(300)))
        #expect(
            failure
                == TransportFailure(
                    .timedOut, message: "no connection to vendor.example within 300 ms",
                    mayHaveArrived: false))
    }

    @Test func `HTTPS_PROXY and NO_PROXY of the environment are honoured`() async throws {
        // In a process of its own, as the environment belongs to all of it.
        await #expect(processExitsWith: .success) {
            let nginx = try await Nginx("location / { return 200 hello; }")
            let proxy = ConnectProxy()
            setenv("HTTPS_PROXY", "http://127.0.0.1:\(proxy.port)", 1)
            setenv("NO_PROXY", "localhost,.vendor.example", 1)
            let transport = try await CurlTransport.trusting()
            #expect(try await transport.send(.get(nginx.url)).text == "hello")
            #expect(proxy.heads.map(\.first) == ["CONNECT 127.0.0.1:\(nginx.port) HTTP/1.1"])
            let byName = "https://localhost:\(nginx.port)"
            #expect(try await transport.send(.get(byName)).text == "hello")
            let configured = try await CurlTransport.trusting(
                proxy: "http://127.0.0.1:\(proxy.port)")
            #expect(try await configured.send(.get(byName)).text == "hello")
            #expect(proxy.heads.count == 1)
            let server = RawServer { _ in RawServer.ok("direct") }
            #expect(try await transport.send(.get(server.url)).text == "direct")
            #expect(proxy.heads.count == 1)
        }
    }

    /// A network that goes away leaves its connections open and silent.
    @Test func `A shared connection that went silent is not asked again`() async throws {
        let nginx = try await Nginx("location / { return 200 hello; }")
        let proxy = ConnectProxy()
        defer { proxy.close() }
        let transport = try await CurlTransport.trusting(proxy: "http://127.0.0.1:\(proxy.port)")
        #expect(try await transport.send(.get(nginx.url)).status == 200)
        proxy.mute()
        // Another request still hangs on it when the first runs out of time.
        async let later = transport.whyNot(.get(nginx.url, timeout: .milliseconds(2500)))
        let first = await transport.whyNot(.get(nginx.url, timeout: .milliseconds(1200)))
        #expect(first?.reason == .timedOut)
        #expect(await transport.whyNot(.get(nginx.url, timeout: .seconds(5))) == nil)
        #expect(await later?.reason == .timedOut)
        for _ in 0..<3 {
            #expect(await transport.whyNot(.get(nginx.url, timeout: .seconds(5))) == nil)
        }
        #expect(proxy.heads.count <= 3)
    }
}
