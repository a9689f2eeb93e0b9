/// Something in a free text that has the form of a person's data. Only forms are known here: a
/// name or an address has none.
public enum PersonalSign: CaseIterable, Sendable {
    /// Five letters, four digits and a letter.
    case pan
    /// Twelve digits, together or in fours; the first is neither 0 nor 1 (UIDAI).
    case aadhaar
    /// Ten digits from 6 on, together or in groups, with or without +91 or 0.
    case phone
    /// Something before and a domain behind an @.
    case email

    /// What it is, for a sentence.
    public var words: String {
        switch self {
        case .pan: "a PAN"
        case .aadhaar: "an Aadhaar number"
        case .phone: "a phone number"
        case .email: "an e-mail address"
        }
    }

    /// The first sign that a text shows; nil when it shows none.
    public static func found(in text: String) -> PersonalSign? {
        let words = Self.words(of: text)
        for start in words.indices {
            if isPAN(words[start...].prefix(3)) { return .pan }
            if let number = number(from: words[start...]) { return number }
        }
        return hasAddress(text) ? .email : nil
    }

    /// A stretch of letters and digits, and whether one space, hyphen or dot alone stands between
    /// it and the one before.
    private struct Word {
        var characters: [Character] = []
        var isJoined: Bool
        /// All of it as ASCII digits, whatever script they are written in; nil when it has letters.
        var digits: [Int]? {
            let digits = characters.compactMap(\.wholeNumberValue).filter { (0...9).contains($0) }
            return digits.count == characters.count ? digits : nil
        }
    }

    private static func words(of text: String) -> [Word] {
        var words: [Word] = []
        var between = 2
        for character in text {
            if character.isLetter || character.isNumber {
                if between > 0 { words.append(Word(isJoined: between == 1)) }
                words[words.count - 1].characters.append(character)
                between = 0
            } else {
                between += [" ", "-", "."].contains(character) ? 1 : 2
            }
        }
        return words
    }

    /// The form of a PAN in one word, or, in capitals and a person's, in three.
    private static func isPAN(_ words: ArraySlice<Word>) -> Bool {
        guard let first = words.first else { return false }
        func isForm(_ characters: [Character]) -> Bool {
            characters.count == 10 && characters[..<5].allSatisfy { $0.isASCII && $0.isLetter }
                && characters[5..<9].allSatisfy { $0.isASCII && $0.isNumber }
                && characters[9].isASCII && characters[9].isLetter
        }
        if isForm(first.characters) { return true }
        guard words.count == 3, words.map(\.characters.count) == [5, 4, 1],
            words.dropFirst().allSatisfy(\.isJoined)
        else { return false }
        let whole = words.flatMap(\.characters)
        return isForm(whole) && whole[3] == "P" && !whole.contains(where: \.isLowercase)
    }

    /// Groups of digits from here on that make an Aadhaar or a phone number.
    private static func number(from words: ArraySlice<Word>) -> PersonalSign? {
        var groups: [Int] = []
        var digits: [Int] = []
        for word in words.prefix(4) {
            guard let own = word.digits, groups.isEmpty || word.isJoined else { break }
            groups.append(own.count)
            digits += own
            if [[12], [4, 4, 4]].contains(groups), digits[0] >= 2, !isIndianPrefix(digits) {
                return .aadhaar
            }
            if isPhone(groups, digits) { return .phone }
        }
        return nil
    }

    private static func isIndianPrefix(_ digits: [Int]) -> Bool {
        digits[0] == 9 && digits[1] == 1 && digits[2] >= 6
    }

    private static func isPhone(_ groups: [Int], _ digits: [Int]) -> Bool {
        var groups = groups
        var digits = digits[...]
        if digits.count == 12, isIndianPrefix(Array(digits)), groups != [4, 4, 4] {
            digits = digits.dropFirst(2)
            groups[0] -= 2
        } else if digits.count == 11, digits.first == 0 {
            digits = digits.dropFirst()
            groups[0] -= 1
        }
        guard digits.count == 10, (digits.first ?? 0) >= 6 else { return false }
        return [[10], [5, 5], [3, 3, 4], [4, 3, 3]].contains(groups.filter { $0 > 0 })
    }

    private static func hasAddress(_ text: String) -> Bool {
        text.split(whereSeparator: \.isWhitespace).contains { word in
            let parts = word.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, let last = parts[0].last, last.isLetter || last.isNumber else {
                return false
            }
            let domain = parts[1].split(separator: ".")
            return domain.count > 1 && domain.allSatisfy { $0.contains(where: \.isLetter) }
        }
    }
}
