import Domain
import Testing
import Vendors

@Suite struct SignatureTests {
    /// The clients' profile and the one that alone is good.
    static let pairs = SigningProfile.allCases.flatMap { mine in
        SigningProfile.allCases.map { (mine, $0) }
    }

    @Test(.timeLimit(.minutes(1)), arguments: pairs, Wire.allCases)
    func `The right signing profile is accepted, and a wrong one is told by its name`(
        profiles: (mine: SigningProfile, good: SigningProfile), wire: Wire
    ) async throws {
        let meeting = try Meeting(
            "dollarpe-profile-only=\(profiles.good.rawValue)", over: wire,
            profile: profiles.mine)
        // A body that is sorted at every level is also as the Java sample writes it.
        let isRight =
            profiles.mine == profiles.good
            || profiles == (.compactSortedUTF8, .javaSample)
        do {
            let receipt = try await meeting.dollarPe.submit(
                Operation.submission(of: "Exchange user 204"))
            #expect(isRight && receipt.status == "PROCESSING")
        } catch {
            #expect(!isRight && error.reason == .auth)
            #expect(error.message.contains("signing profile \(profiles.mine.rawValue)"))
            #expect(error.hint.contains("signing_profile") && !error.mayHaveArrived)
        }
        #expect(meeting.witness.take().count { $0.isWrite } == 1)
    }

    @Test(.timeLimit(.minutes(1)), arguments: Operation.updates + [.reset], SigningProfile.allCases)
    func `Every other write is signed by the profile too`(
        operation: Operation, profile: SigningProfile
    ) async throws {
        let meeting = try Meeting(
            "dollarpe-profile-only=\(profile.rawValue)", over: .inProcess, profile: profile)
        #expect(["UNVERIFIED", "PROCESSING"].contains(await meeting.outcome(operation)))
    }

    @Test(.timeLimit(.minutes(1)), arguments: Wire.allCases)
    func `A refused signature and a clock that is off are told apart`(wire: Wire) async throws {
        let meeting = try Meeting("midnight", over: wire, credentials: .wrong)
        do {
            _ = try await meeting.dollarPe.check(Known.key("Exchange user 118"))
            Issue.record("a wrong secret was accepted")
        } catch {
            #expect(error.reason == .auth)
            #expect(error.message.contains("clock is 600 s"), "\(error.message)")
        }
    }
}
