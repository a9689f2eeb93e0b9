import Domain

extension String {
    /// The text with every character that could steer a terminal or break a line replaced.
    var withoutControlCharacters: String { PlainText.of(self, limit: .max) }

    /// The text in quotes for a message, cut to forty characters.
    var quoted: String { "\"\(PlainText.of(self, limit: 40))\"" }
}
