/// The form into which typed characters fall: separators appear by themselves, letters become
/// capitals, and a character that cannot stand where it was typed is refused with a word.
struct InputMask: Equatable, Sendable {
    /// What one place of the value takes.
    enum Slot: Equatable {
        case digit, letter
        case separator(Character)
    }

    private enum Sort {
        case date, pan, phone, number
    }

    private let sort: Sort
    private let slots: [Slot]

    /// `DD-MM-YYYY`.
    static let date = InputMask(.date, "##-##-####")
    /// A PAN: five letters, four digits, a letter.
    static let pan = InputMask(.pan, "AAAAA####A")
    /// Ten digits of an Indian number; a country code `+91` before them is taken off.
    static let phone = InputMask(.phone, "##########")
    /// The twelve digits of an Aadhaar number in groups as they are on the card.
    static let aadhaar = InputMask(.number, "#### #### ####")

    private init(_ sort: Sort, _ pattern: String) {
        self.sort = sort
        slots = pattern.map { $0 == "#" ? .digit : $0 == "A" ? .letter : .separator($0) }
    }

    /// What became of a typed character.
    enum Step: Equatable {
        /// The text is another now, with the cursor at a place.
        case text([Character], cursor: Int)
        /// The mask is left alone: the text has another form, and what was typed may go in.
        case free
        case refused(String)
    }

    /// Whether a text fills the slots from the first on.
    func fits(_ text: [Character]) -> Bool {
        if sort == .phone, text.first == "+" { return Self.countryCode.starts(with: text) }
        return text.count <= slots.count
            && zip(text, slots).allSatisfy { character, slot in
                switch slot {
                case .digit: Self.isDigit(character)
                case .letter: Self.isCapital(character)
                case .separator(let separator): character == separator
                }
            }
    }

    /// Whether every slot is filled.
    func isComplete(_ text: [Character]) -> Bool { text.count == slots.count && fits(text) }

    /// Whether a separator stands at a place, which is taken away together with what is before it.
    func isSeparator(at place: Int) -> Bool {
        guard slots.indices.contains(place), case .separator = slots[place] else { return false }
        return true
    }

    /// What a character does that is typed into a text at a place.
    func type(_ typed: Character, into text: [Character], at cursor: Int) -> Step {
        let isSmall = sort == .pan && ("a"..."z").contains(typed)
        let character = isSmall ? Character(typed.uppercased()) : typed
        guard fits(text) else {
            return isOfAlphabet(character) ? .free : .refused(wanted(.digit))
        }
        if sort == .phone, text.first == "+" || (text.isEmpty && character == "+") {
            return typeCountryCode(character, after: text)
        }
        if !Self.isDigit(character), !Self.isLetter(character) {
            return typeSeparator(character, into: text, at: cursor)
        }
        var place = cursor
        while isSeparator(at: place) { place += 1 }
        guard slots.indices.contains(place) else { return .refused("no more fits") }
        if let why = refusal(of: character, at: place, in: text) { return .refused(why) }
        return put(character, at: place, into: text)
    }

    // MARK: Typing

    private func put(_ character: Character, at place: Int, into text: [Character]) -> Step {
        if isUniform, place < text.count, text.count < slots.count {
            var digits = text.filter(Self.isDigit)
            let before = text[..<place].count(where: Self.isDigit)
            digits.insert(character, at: before)
            let whole = spread(digits)
            return .text(whole, cursor: afterSeparators(place + 1, of: whole))
        }
        var whole = text
        let digits = padded(character, at: place)
        for (offset, digit) in digits.enumerated() {
            fill(&whole, upTo: place + offset)
            if place + offset < whole.count {
                whole[place + offset] = digit
            } else {
                whole.append(digit)
            }
        }
        fill(&whole, upTo: nextDigit(after: whole.count))
        return .text(whole, cursor: afterSeparators(place + digits.count, of: whole))
    }

    /// A digit that can only be the second of its pair brings the zero before it.
    private func padded(_ character: Character, at place: Int) -> [Character] {
        let most: Character = place == 0 ? "3" : "1"
        guard sort == .date, place == 0 || place == 3, character > most else { return [character] }
        return ["0", character]
    }

    /// A separator that was typed although it is there already, or that ends a single digit.
    private func typeSeparator(
        _ character: Character, into text: [Character], at cursor: Int
    ) -> Step {
        guard " -/.".contains(character), sort != .pan else {
            return .refused(wanted(slots[min(cursor, slots.count - 1)]))
        }
        if sort == .phone { return .text(text, cursor: cursor) }
        if isSeparator(at: cursor) {
            var whole = text
            fill(&whole, upTo: cursor + 1)
            return .text(whole, cursor: cursor + 1)
        }
        if cursor > 0, isSeparator(at: cursor - 1) { return .text(text, cursor: cursor) }
        let isSingle = sort == .date && cursor == text.count && (cursor == 1 || cursor == 4)
        guard isSingle, let digit = text.last, digit != "0" else {
            return sort == .number
                ? .text(text, cursor: cursor)
                : .refused(wanted(slots[min(cursor, slots.count - 1)]))
        }
        var whole = text.dropLast() + ["0", digit]
        fill(&whole, upTo: whole.count + 1)
        return .text(Array(whole), cursor: whole.count)
    }

    private func typeCountryCode(_ character: Character, after text: [Character]) -> Step {
        if text.count == Self.countryCode.count {
            guard character != " ", character != "-" else { return .text(text, cursor: text.count) }
            if let why = refusal(of: character, at: 0, in: []) { return .refused(why) }
            return .text([character], cursor: 1)
        }
        guard character == Self.countryCode[text.count] else { return .refused("only +91") }
        return .text(text + [character], cursor: text.count + 1)
    }

    /// Why a character cannot stand at a place; nil when it can.
    private func refusal(
        of character: Character, at place: Int, in text: [Character]
    ) -> String? {
        switch slots[place] {
        case .letter: return Self.isCapital(character) ? nil : wanted(.letter)
        case .separator: return nil
        case .digit:
            guard Self.isDigit(character) else { return wanted(.digit) }
            if sort == .phone, place == 0, character == "0" { return "no 0 before the number" }
            return sort == .date ? dateRefusal(of: character, at: place, in: text) : nil
        }
    }

    private func dateRefusal(
        of character: Character, at place: Int, in text: [Character]
    ) -> String? {
        func isPair(_ most: Int) -> Bool {
            guard let tens = text[place - 1].wholeNumberValue, let ones = character.wholeNumberValue
            else { return false }
            return (1...most).contains(tens * 10 + ones)
        }
        switch place {
        case 1: return isPair(31) ? nil : "no such day"
        case 4: return isPair(12) ? nil : "no such month"
        case 6: return character == "1" || character == "2" ? nil : "no such year"
        default: return nil
        }
    }

    // MARK: Slots

    private func wanted(_ slot: Slot) -> String {
        slot == .letter ? "a letter goes here" : "a digit goes here"
    }

    /// Whether all slots but the separators are alike, so that a digit may push others on.
    private var isUniform: Bool { sort == .phone || sort == .number }

    private func isOfAlphabet(_ character: Character) -> Bool {
        switch sort {
        case .pan: Self.isDigit(character) || Self.isCapital(character)
        case .phone, .number: Self.isDigit(character) || character == " " || character == "+"
        case .date: Self.isDigit(character) || character == "-"
        }
    }

    /// Appends the separators that stand before a place.
    private func fill(_ text: inout [Character], upTo place: Int) {
        while text.count < min(place, slots.count),
            case .separator(let separator) = slots[text.count]
        {
            text.append(separator)
        }
    }

    private func fill(_ text: inout ArraySlice<Character>, upTo place: Int) {
        var whole = Array(text)
        fill(&whole, upTo: place)
        text = whole[...]
    }

    private func nextDigit(after place: Int) -> Int {
        var place = place
        while isSeparator(at: place) { place += 1 }
        return place
    }

    private func afterSeparators(_ place: Int, of text: [Character]) -> Int {
        min(nextDigit(after: place), text.count)
    }

    /// Digits with the separators between them.
    private func spread(_ digits: [Character]) -> [Character] {
        var whole: [Character] = []
        for digit in digits {
            fill(&whole, upTo: slots.count)
            whole.append(digit)
        }
        fill(&whole, upTo: nextDigit(after: whole.count))
        return whole
    }

    private static let countryCode: [Character] = ["+", "9", "1"]

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func isCapital(_ character: Character) -> Bool {
        ("A"..."Z").contains(character)
    }

    private static func isLetter(_ character: Character) -> Bool {
        isCapital(character) || ("a"..."z").contains(character)
    }
}

extension InputMask {
    /// A pasted value in the mask's form; nil when it has none.
    func normalised(_ pasted: String) -> String? {
        let plain = pasted.filter { !$0.isWhitespace }
        let text: String
        switch sort {
        case .pan: text = plain.uppercased()
        case .number: text = String(spread(plain.filter { $0 != "-" }.map(\.self)))
        case .phone:
            let digits = plain.filter { !"-().".contains($0) }
            text = digits.hasPrefix("+91") ? String(digits.dropFirst(3)) : digits
        case .date: text = Self.dayMonthYear(plain) ?? ""
        }
        return isComplete(Array(text)) ? text : nil
    }

    /// A date of three numbers in the order of the screen, or year first as ISO 8601 has it, or
    /// eight digits; whether it is a real day is not asked.
    private static func dayMonthYear(_ text: String) -> String? {
        var parts = text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
            .map(String.init)
        if parts.count == 1, text.count == 8 {
            parts = [text.prefix(2), text.dropFirst(2).prefix(2), text.suffix(4)].map(String.init)
        }
        guard parts.count == 3, parts.joined().allSatisfy(isDigit) else { return nil }
        if parts[0].count == 4 { parts.reverse() }
        guard (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
            parts[2].count == 4
        else { return nil }
        return parts.map { $0.count == 1 ? "0\($0)" : $0 }.joined(separator: "-")
    }
}
