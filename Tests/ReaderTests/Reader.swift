/// What takes apart a text from outside, and what must hold whatever the text is.
///
/// `Tests/Fuzzers/run` compiles this and the files beside it into fuzzers; the tests replay the
/// corpora in `Tests/Corpora`.
enum Reader: String, CaseIterable {
    /// Configuration files.
    case yaml
    /// Files that are uploaded or submitted.
    case csv
    /// What a terminal sends.
    case keys
    /// base16 and base24 schemes.
    case themes

    /// What is wrong with how these bytes are read; nil when nothing is.
    func fault(in bytes: [UInt8]) -> String? {
        switch self {
        case .yaml: Self.faultOfYAML(bytes)
        case .csv: Self.faultOfCSV(bytes)
        case .keys: Self.faultOfKeys(bytes)
        case .themes: Self.faultOfThemes(bytes)
        }
    }
}
