import Domain
import HTTP
import Vendors

/// What a decoder made of an answer.
enum DecoderOutcome {
    case decoded
    case failed
    /// Something that no answer may lead to.
    case wrong(String)

    /// What is wrong; nil when nothing is.
    var fault: String? {
        if case .wrong(let fault) = self { fault } else { nil }
    }
}

extension Decoder {
    /// Decodes one answer: it must become a value or a classified failure, after few requests, and
    /// neither may hold a text that must not be printed.
    func outcome(of response: HTTPResponse) async -> DecoderOutcome {
        let transport = ScriptedTransport { _, _ in response }
        var texts: [Substring] = []
        let outcome: DecoderOutcome
        do {
            collect(try await call(transport) as Any, into: &texts)
            outcome = .decoded
        } catch let failure as CheckFailure {
            if failure.message.isEmpty { return .wrong("no message") }
            texts = [failure.message[...], (failure.code ?? "")[...], failure.hint[...]]
            outcome = .failed
        } catch {
            return .wrong("not a classified failure: \(type(of: error))")
        }
        // Two requests a call and the same answer to each: more is a loop.
        let requests = transport.requests.count
        if requests > 6 { return .wrong("\(requests) requests") }
        for text in texts {
            let scalars = text.unicodeScalars
            if scalars.count > 1000 { return .wrong("a text of \(scalars.count) characters") }
            if !scalars.allSatisfy(PlainText.isPlain) { return .wrong("a control character") }
        }
        return outcome
    }

    /// One input of the corpus: a line `STATUS NAME` with the decoder's name, then the body. Nil
    /// when there is no such decoder.
    static func read(
        _ input: [UInt8], for decoders: [Decoder]
    ) -> (decoder: Decoder, response: HTTPResponse)? {
        let parts = input.split(
            separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        let words = String(decoding: parts[0], as: UTF8.self).split(separator: " ", maxSplits: 1)
        guard words.count == 2, let status = Int(words[0]), (100...599).contains(status),
            let decoder = decoders.first(where: { $0.name == words[1] })
        else { return nil }
        return (decoder, HTTPResponse(status: status, body: parts.count > 1 ? Array(parts[1]) : []))
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
