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
@OwnThread @Suite(.serialized) struct DecoderFuzzTests {
    private static func variable(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }

    private static let seconds = variable("VIGIL_FUZZ_SECONDS")
    /// An answer that hangs a decoder ends the test.
    private static let minutes = Int(seconds ?? 0) / 60 + 5
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
            let fault = await fault(of: decoder, seed: seed, &decoded, &failed)
            #expect(fault == nil, "\(decoder.name), VIGIL_FUZZ_SEED=\(seed)")
            if fault != nil { return }
            index += 1
        }
        // Answers of only one sort would prove nothing about the other.
        #expect(decoded > index / 50 && failed > index / 50, "\(decoded) decoded, \(failed) failed")
    }

    /// What is wrong with the outcome of one answer; nil when nothing is.
    private func fault(
        of decoder: Decoder, seed: UInt64, _ decoded: inout Int, _ failed: inout Int
    ) async -> String? {
        var mutation = Mutation(seed: seed)
        let response = mutation.response(from: decoder.bodies)
        let transport = ScriptedTransport { _, _ in response }
        var texts: [Substring] = []
        do {
            let value = try await decoder.call(transport)
            decoded += 1
            collect(value as Any, into: &texts)
        } catch let failure as CheckFailure {
            failed += 1
            if failure.message.isEmpty { return "no message" }
            texts = [failure.message[...], (failure.code ?? "")[...], failure.hint[...]]
        } catch {
            return "not a classified failure: \(type(of: error))"
        }
        // Two requests a call and the same answer to each: more is a loop.
        if transport.requests.count > 6 { return "\(transport.requests.count) requests" }
        for text in texts {
            let scalars = text.unicodeScalars
            if scalars.count > 1000 { return "a text of \(scalars.count) characters" }
            if !scalars.allSatisfy(PlainText.isPlain) { return "a control character" }
        }
        return nil
    }

    /// Every text in a value, as somebody could print it.
    private func collect(_ value: Any, into texts: inout [Substring]) {
        if value is ResultFile { return }
        if let text = value as? String {
            texts.append(text[...])
            return
        }
        if value is Int || value is Double || value is Bool || value is Timestamp { return }
        if let datum = value as? Personal { texts.append(datum.revealed()[...]) }
        for child in Mirror(reflecting: value).children { collect(child.value, into: &texts) }
    }
}
