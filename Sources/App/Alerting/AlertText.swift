import Domain

/// Alerts as one line for whoever reads it outside the screen.
enum AlertText {
    /// The most sentences in one line.
    static let limit = 3

    /// The sentences in one line, the first ones whole and the rest counted.
    static func joined(_ sentences: [String]) -> String {
        let told = sentences.prefix(limit).joined(separator: ", ")
        let rest = sentences.count - limit
        return rest > 0 ? "\(told) and \(rest) more" : told
    }
}
