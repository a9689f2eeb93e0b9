import Domain
import Glibc
import HTTP
import TestSupport
import Testing
import Vendors

/// Every decoder against answers that are almost right.
///
/// `VIGIL_FUZZ_SECONDS` runs each for that long from a random seed, which is printed;
/// `VIGIL_FUZZ_SEED` runs a seed again.
@Suite(.ownThread, .serialized) struct DecoderFuzzTests {
    private static func variable(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }

    private static let seconds = variable("VIGIL_FUZZ_SECONDS")
    /// An answer that hangs a decoder ends the test; waiting for the thread counts too.
    private static let minutes = Int(seconds ?? 0) / 60 + 15
    private static let seed: UInt64 = {
        let seed =
            variable("VIGIL_FUZZ_SEED") ?? (seconds == nil ? 20_251_008 : .random(in: 0 ... .max))
        if seconds != nil { print("VIGIL_FUZZ_SEED=\(seed)") }
        return seed
    }()
    private static let count: UInt64 = 10_000

    @Test(.timeLimit(.minutes(minutes)), arguments: try Decoder.all())
    func `Ten thousand strange answers decode or fail with a class`(decoder: Decoder) async throws {
        let deadline = Self.seconds.map { ContinuousClock.now + .seconds(Int($0)) }
        var decoded = 0
        var failed = 0
        var index: UInt64 = 0
        while deadline.map({ .now < $0 }) ?? (index < Self.count) {
            let seed = Self.seed &+ index
            var mutation = Mutation(seed: seed)
            let outcome = await decoder.outcome(of: mutation.response(from: decoder.bodies))
            switch outcome {
            case .decoded: decoded += 1
            case .failed: failed += 1
            case .wrong: break
            }
            #expect(outcome.fault == nil, "\(decoder.name), VIGIL_FUZZ_SEED=\(seed)")
            if outcome.fault != nil { return }
            index += 1
        }
        // Answers of only one sort would prove nothing about the other.
        #expect(decoded > index / 50 && failed > index / 50, "\(decoded) decoded, \(failed) failed")
    }

    @Test func `Everything that a fuzzer found worth keeping decodes or fails with a class`()
        async throws
    {
        let corpus = try Corpus("answers")
        #expect(corpus.inputs.count > 3)
        let decoders = try Decoder.all()
        for input in corpus.inputs {
            let (decoder, response) = try #require(Decoder.read(input.bytes, for: decoders))
            let fault = await decoder.outcome(of: response).fault
            #expect(fault == nil, "Tests/Corpora/answers/\(input.name)")
        }
    }
}
