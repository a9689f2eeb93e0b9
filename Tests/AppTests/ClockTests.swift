import Domain
import HTTP
import Testing

@testable import App

/// How far this machine's clock is from the vendors'.
struct ClockTests {
    private struct Server: HTTPTransport {
        var date: String?

        func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
            var headers = HTTPHeaders()
            headers["Date"] = date
            return HTTPResponse(status: 404, headers: headers)
        }
    }

    private func lead(_ date: String?) async throws -> Duration? {
        let transport = ObservedTransport(Server(date: date))
        _ = try await transport.send(HTTPRequest(method: "GET", url: "https://a.example"))
        return transport.lead
    }

    @Test func `The Date header of the last answer tells it, when there is one`() async throws {
        let past = try #require(try await lead("Wed, 08 Oct 2025 14:05:30 GMT"))
        let expected = Timestamp(milliseconds: 1_759_932_330_000) - SystemClock.now()
        #expect(abs((past - expected).milliseconds) < 60_000)
        #expect(try await lead(nil) == nil)
        #expect(try await lead("yesterday") == nil)
    }

    @Test func `Half a minute is a finding, and worse where requests are signed with the time`() {
        #expect(VendorExamination.clock([]) == nil)
        #expect(VendorExamination.clock([(.reap, .seconds(-29))])?.verdict == .ok)
        let slow = VendorExamination.clock([(.reap, .seconds(90)), (.surepass, .seconds(1))])
        #expect(slow?.verdict == .warning)
        #expect(slow?.text == "90 s behind Reap's clock")
        #expect(slow?.advice?.contains("timedatectl") == true)
        let fast = VendorExamination.clock([(.dollarpe, .seconds(-400)), (.reap, .zero)])
        #expect(fast?.verdict == .problem)
        #expect(fast?.text.contains("400 s ahead of DollarPe's clock") == true)
    }
}
