import TestSupport
import Testing

struct ReaderTests {
    @Test(arguments: Reader.allCases)
    func `Everything that a fuzzer found worth keeping is read as it must be`(
        reader: Reader
    ) throws {
        let corpus = try Corpus(reader.rawValue)
        #expect(corpus.inputs.count > 3)
        for input in corpus.inputs {
            let fault = reader.fault(in: input.bytes)
            #expect(fault == nil, "Tests/Corpora/\(reader.rawValue)/\(input.name)")
        }
    }
}
