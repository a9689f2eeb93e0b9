extension String {
    /// The text with every character that could steer a terminal or break a line replaced, format
    /// characters such as direction marks included.
    var withoutControlCharacters: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }

    /// The text in quotes for a message, cut to forty characters.
    var quoted: String {
        let clean = prefix(41).description.withoutControlCharacters
        return "\"" + (clean.count > 40 ? clean.prefix(39) + "…" : clean) + "\""
    }
}
