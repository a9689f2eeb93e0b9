import Domain
import Testing
import Vendors

@Suite struct TokenTests {
    private static let authorize = "POST /v1/authorize"
    private static let status = "GET /v1/verification/batch-processing-status"
    private static let upload = "POST /v1/verification/upi-basic/batch"

    @Test(.timeLimit(.minutes(1)), arguments: ["", "deepvue-403,"], Wire.allCases)
    func `A lapsed token is renewed once and the check asked again`(
        faults: String, wire: Wire
    ) async throws {
        let meeting = try Meeting("\(faults)deepvue:expired-tokens", over: wire)
        let check = Operation.check("UPI check, Pune")
        #expect(await meeting.outcome(check).hasPrefix("in_progress"))
        #expect(meeting.witness.take().map(\.call) == [Self.authorize, Self.status])
        meeting.clock.pass(.seconds(61))
        #expect(await meeting.outcome(check).hasPrefix("completed"))
        #expect(
            meeting.witness.take().map(\.call) == [Self.status, Self.authorize, Self.status])
    }

    @Test(.timeLimit(.minutes(1)), arguments: Wire.allCases)
    func `A token that another client made void is renewed once`(wire: Wire) async throws {
        let meeting = try Meeting("deepvue-one-token", over: wire)
        let batch = Known.key("UPI check, Pune")
        _ = try await meeting.deepvue.check(batch)
        // Tokens of the same second are the same.
        meeting.clock.pass(.seconds(1))
        let other = meeting.secondDeepvue()
        _ = try await other.check(batch)
        _ = meeting.witness.take()
        _ = try await meeting.deepvue.check(batch)
        #expect(
            meeting.witness.take().map(\.call) == [Self.status, Self.authorize, Self.status])
    }

    @Test(.timeLimit(.minutes(1)), arguments: Wire.allCases)
    func `An upload whose token lapsed is not sent again, and the next one is good`(
        wire: Wire
    ) async throws {
        let meeting = try Meeting("deepvue:expired-tokens", over: wire)
        _ = await meeting.outcome(.check("UPI check, Pune"))
        meeting.clock.pass(.seconds(61))
        _ = meeting.witness.take()
        #expect(await meeting.outcome(.deepvueUpload) == "auth 401")
        #expect(meeting.witness.take().map(\.call) == [Self.upload, Self.authorize])
        #expect(await meeting.outcome(.deepvueUpload).hasPrefix("deepvue "))
        #expect(meeting.witness.take().map(\.call) == [Self.upload])
    }

    @Test(.timeLimit(.minutes(1)), arguments: Wire.allCases)
    func `A refused file is asked for once more by a fresh link`(wire: Wire) async throws {
        let meeting = try Meeting("deepvue-file-403", over: wire)
        #expect(await meeting.outcome(.result("UPI check, Surat")) == "auth 403")
        let calls = meeting.witness.take().map(\.call)
        #expect(calls.count { $0 == Self.status } == 2)
        #expect(calls.count { $0.hasSuffix(".csv") } == 2)
    }
}
