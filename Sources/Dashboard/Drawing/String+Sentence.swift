extension String {
    /// The words of a failure as a sentence of their own: a capital and a full stop.
    var asSentence: String {
        guard let last else { return self }
        return prefix(1).uppercased() + dropFirst() + (".!?…".contains(last) ? "" : ".")
    }
}
