import Domain

/// Text from outside made fit for messages, tables and logs.
enum VendorText {
    /// The longest text taken over, in scalars.
    static let limit = 200

    /// The text on one line without control characters, invisible formatting or direction
    /// overrides, cut to `limit`.
    static func plain(_ text: String, limit: Int = limit) -> String {
        // Ids come by the hundred thousand; visible ASCII without a space is plain as it is.
        let bytes = text.utf8
        if bytes.count <= limit, bytes.allSatisfy({ (0x21..<0x7F).contains($0) }) { return text }
        var clean = String.UnicodeScalarView()
        var count = 0
        var isSpacePending = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                isSpacePending = count > 0
            } else if PlainText.isPlain(scalar) {
                guard count < limit else {
                    clean.append("…")
                    break
                }
                if isSpacePending { clean.append(" ") }
                count += isSpacePending ? 2 : 1
                isSpacePending = false
                clean.append(scalar)
            }
        }
        return String(clean)
    }

    /// Plain text in which `hidden` texts are dots, in capitals or not.
    static func plain(_ text: String, hiding hidden: [String]) -> String {
        plain(without(hidden, text))
    }

    /// The same in which words that look like a PAN, a long number, a mail address or a link,
    /// which may let anybody read what it leads to, are dots too.
    static func safe(_ text: String, hiding hidden: [String] = []) -> String {
        let words = without(hidden, text).split(separator: " ").map { word in
            word.contains("@") || word.contains("://") ? dots : maskingNumbers(in: word)
        }
        return plain(words.joined(separator: " "))
    }

    private static func without(_ hidden: [String], _ text: String) -> String {
        // Invisible characters go first: they could split what is to be hidden.
        var masked = plain(text, limit: limit * 10)
        for secret in hidden where secret.utf8.count >= 4 {
            masked = masked.replacing(secret, with: dots)
        }
        return masked
    }

    private static let dots = "••••"

    /// The word with each run of letters and digits that could be a person's number made dots.
    private static func maskingNumbers(in word: Substring) -> String {
        var result = ""
        var run = ""
        for character in word {
            if character.isASCII, character.isLetter || character.isNumber {
                run.append(character)
            } else {
                result += isPersonal(run) ? dots : run
                result.append(character)
                run = ""
            }
        }
        return result + (isPersonal(run) ? dots : run)
    }

    /// Whether it is nine digits or more, or has the form of a PAN: five letters, four digits and
    /// a letter.
    private static func isPersonal(_ run: String) -> Bool {
        let shape = run.map { $0.isNumber ? "9" : "A" }.joined()
        return shape == "AAAAA9999A" || shape.count >= 9 && shape.allSatisfy { $0 == "9" }
    }
}

extension String {
    /// Every occurrence of `wanted`, in any case, replaced.
    fileprivate func replacing(_ wanted: String, with replacement: String) -> String {
        let wanted = Array(wanted.lowercased())
        let characters = Array(self)
        var result = ""
        var index = 0
        while index < characters.count {
            let end = index + wanted.count
            if end <= characters.count,
                zip(characters[index..<end], wanted).allSatisfy({ $0.lowercased() == String($1) })
            {
                result += replacement
                index = end
            } else {
                result.append(characters[index])
                index += 1
            }
        }
        return result
    }
}
