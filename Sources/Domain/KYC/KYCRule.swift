/// What each field's text must look like, and how it is normalised (DollarPe, add-kyc-data).
///
/// Every function gets trimmed, non-empty, plain text and gives what is sent.
enum KYCRule {
    /// The first half of a fault: what is wrong, without the value and without a full stop.
    struct Violation: Error {
        let text: String

        init(_ text: String) {
            self.text = text
        }
    }

    /// The most characters of an ordinary text; the vendor's own limit.
    static let textLimit = 255
    /// The most characters of a link; signed links are long.
    static let linkLimit = 1000

    /// A text on one line without controls, trimmed.
    static func line(_ typed: String, limit: Int) throws(Violation) -> String {
        let text = typed.trimmed
        if text.isEmpty { throw Violation("Nothing is given") }
        guard text.unicodeScalars.allSatisfy(\.isPlain) else {
            throw Violation("Line breaks and invisible characters are not allowed")
        }
        guard text.unicodeScalars.count <= limit else {
            throw Violation("Longer than \(limit) characters")
        }
        return text
    }

    static func customerID(_ text: String) throws(Violation) -> String {
        guard let key = ItemKey(kind: .kyc, id: text) else { throw Violation("Not a UUID") }
        return key.id
    }

    static func name(_ text: String) throws(Violation) -> String {
        guard text.unicodeScalars.contains(where: \.properties.isAlphabetic) else {
            throw Violation("No letter in it")
        }
        return text
    }

    static func phone(_ text: String) throws(Violation) -> String {
        var digits = text.filter { $0 != " " }[...]
        if digits.hasPrefix("+91") { digits = digits.dropFirst(3) }
        guard digits.utf8.count == 10, digits.utf8.allSatisfy(\.isASCIIDigit),
            !digits.hasPrefix("0")
        else { throw Violation("Not an Indian number") }
        return String(digits)
    }

    static func date(_ text: String, today: CivilDate) throws(Violation) -> CivilDate {
        guard let date = CivilDate(dayMonthYear: text) else { throw Violation("Not a real date") }
        guard date <= today else { throw Violation("In the future") }
        return date
    }

    /// A date at which somebody who registered on `registered` can have been born.
    static func dateOfBirth(
        _ text: String, registered: CivilDate?, today: CivilDate
    ) throws(Violation) -> CivilDate {
        let date = try date(text, today: today)
        guard date.years(until: today) < 130 else { throw Violation("130 years ago or more") }
        if let registered, date >= registered { throw Violation("Not before registered_date") }
        return date
    }

    static func taxNumber(_ text: String) throws(Violation) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[..<5].allSatisfy(\.isASCIILetter),
            bytes[5..<9].allSatisfy(\.isASCIIDigit), bytes[9].isASCIILetter
        else { throw Violation("Not 5 letters, 4 digits and 1 letter") }
        guard bytes[3] | 0x20 == UInt8(ascii: "p") else {
            throw Violation("The fourth letter is not P, so this is no person's PAN")
        }
        return text.uppercased()
    }

    /// One of the vendor's types in the vendor's spelling; any word when they are not known.
    static func documentType(_ text: String, among types: [String]) throws(Violation) -> String {
        if types.isEmpty { return text }
        guard let type = types.first(where: { $0.lowercased() == text.lowercased() }) else {
            throw Violation("Not one of \(types.map(\.printable).joined(separator: ", "))")
        }
        return type
    }

    static func documentNumber(_ text: String, ofType type: String?) throws(Violation) -> String {
        guard type?.uppercased() == "AADHAAR" else {
            guard text.utf8.contains(where: { $0.isASCIIDigit || $0.isASCIILetter }) else {
                throw Violation("No letter or digit in it")
            }
            return text
        }
        let digits = text.filter { $0 != " " }
        guard digits.utf8.count == 12, digits.utf8.allSatisfy(\.isASCIIDigit) else {
            throw Violation("An AADHAAR number has 12 digits")
        }
        return digits
    }

    /// A link to a file of one of these types; to anything when there are none.
    static func link(_ text: String, fileTypes: [String]) throws(Violation) -> String {
        let link = try WebLink(text)
        guard fileTypes.isEmpty || fileTypes.contains(link.fileType) else {
            throw Violation("The link does not lead to a file of an allowed type")
        }
        return text
    }

    static func bool(_ text: String) throws(Violation) -> Bool {
        guard let value = Bool(text.lowercased()) else { throw Violation("Neither") }
        return value
    }
}
