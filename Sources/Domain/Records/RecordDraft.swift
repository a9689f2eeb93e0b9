/// What somebody typed about something to be made at a vendor: every field is text and may be
/// wrong or missing. Printing it shows which fields are filled, never their values.
public struct RecordDraft: Equatable, Sendable {
    /// What is to be made.
    public let sort: NewRecord.Sort
    private var texts: [RecordField: String] = [:]

    /// A draft with nothing in it.
    public init(_ sort: NewRecord.Sort) {
        self.sort = sort
    }

    /// What was typed into a field; empty when nothing was.
    public subscript(field: RecordField) -> String {
        get { texts[field] ?? "" }
        set { texts[field] = newValue.isEmpty ? nil : newValue }
    }

    /// What is wrong, by field; each sentence says what is wanted and never repeats the value.
    public struct Faults: Error, Equatable, Sendable {
        /// The faults; never empty.
        public var sentences: [RecordField: String]
    }

    /// What this draft makes, or everything that is wrong with it at once. Texts are trimmed and
    /// put into the vendor's form. Without `articles` any article passes.
    public func validated(articles: [StampArticle]? = nil) -> Result<NewRecord, Faults> {
        var check = Check(draft: self)
        let record: NewRecord? =
            switch sort {
            case .customer: check.customer()
            case .order: check.order(articles: articles)
            }
        guard let record, check.faults.isEmpty else {
            return .failure(Faults(sentences: check.faults))
        }
        return .success(record)
    }
}

extension RecordDraft: CustomStringConvertible, CustomReflectable {
    /// Which fields are filled.
    public var description: String {
        let filled = sort.fields.filter { !self[$0].isEmpty }.map(\.rawValue)
        return "RecordDraft(\(filled.joined(separator: ", ")))"
    }

    /// Nothing inside, so that `dump` shows no value.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// One validation under way.
private struct Check {
    let draft: RecordDraft
    var faults: [RecordField: String] = [:]

    typealias Rule<Value> = (String) throws(KYCRule.Violation) -> Value

    mutating func customer() -> NewRecord? {
        let name = value(.fullName, KYCRule.name)
        let email = value(.email, Self.email)
        let phone = value(.phone, KYCRule.phone)
        let country = value(.country, Self.country)
        let reference = value(.clientReference) { text throws(KYCRule.Violation) in text }
        let nonResident = value(.nonResident, Self.yesOrNo)
        let residence = value(.residence, Self.country)
        guard let name, let email, let phone, let country else { return nil }
        return .customer(
            NewCustomer(
                fullName: Personal(name), email: Personal(email), phone: Personal(phone),
                country: country, clientReferenceID: reference, isNonResident: nonResident,
                residenceCountry: residence))
    }

    mutating func order(articles: [StampArticle]?) -> NewRecord? {
        let firstParty = value(.firstParty, KYCRule.name)
        let secondParty = value(.secondParty, KYCRule.name)
        let state = value(.state) { text throws(KYCRule.Violation) in
            guard StampOrderRequest.states.contains(text.uppercased()) else {
                throw KYCRule.Violation("Not a state that Surepass sells stamps of")
            }
            return text.uppercased()
        }
        let article = value(.article) { text throws(KYCRule.Violation) in
            let number = try Self.number(text, from: 1)
            if let articles, !articles.contains(where: { $0.id == String(number) }) {
                throw KYCRule.Violation("Not an article of this state")
            }
            return number
        }
        let amount = value(.amount) { text throws(KYCRule.Violation) in
            try Self.number(text, from: 1)
        }
        let consideration = value(.consideration) { text throws(KYCRule.Violation) in
            try Self.number(text, from: 0)
        }
        let quantity = value(.quantity) { text throws(KYCRule.Violation) in
            try Self.number(text, from: 1)
        }
        let purpose = value(.purpose, KYCRule.name)
        let address = value(.firstPartyAddress, KYCRule.name)
        let father = value(.firstPartyFather, KYCRule.name)
        let courier = value(.courierAddress, KYCRule.name)
        guard let firstParty, let secondParty, let state, let article, let amount,
            let consideration, let quantity, let purpose
        else { return nil }
        return .order(
            StampOrderRequest(
                firstParty: Personal(firstParty), secondParty: secondParty, state: state,
                articleID: article, amount: amount, considerationAmount: consideration,
                quantity: quantity, description: purpose,
                firstPartyAddress: address.map { Personal($0) },
                firstPartyFatherName: father.map { Personal($0) },
                courierAddress: courier.map { Personal($0) }))
    }

    private mutating func value<Value>(_ field: RecordField, _ rule: Rule<Value>) -> Value? {
        if !field.isRequired, draft[field].trimmed.isEmpty { return nil }
        do throws(KYCRule.Violation) {
            return try rule(try KYCRule.line(draft[field], limit: KYCRule.textLimit))
        } catch {
            faults[field] = "\(error.text); wanted: \(field.form)."
            return nil
        }
    }

    private static func email(_ text: String) throws(KYCRule.Violation) -> String {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let labels = parts.last?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, !parts[0].isEmpty, labels.count > 1,
            labels.allSatisfy({ !$0.isEmpty }), !text.contains(where: \.isWhitespace),
            !text.contains(where: { "<>(),;:\"".contains($0) })
        else { throw KYCRule.Violation("Not an address for mail") }
        return text
    }

    private static func country(_ text: String) throws(KYCRule.Violation) -> String {
        guard text.utf8.count == 3, text.utf8.allSatisfy(\.isASCIILetter) else {
            throw KYCRule.Violation("Not three letters")
        }
        return text.uppercased()
    }

    private static func yesOrNo(_ text: String) throws(KYCRule.Violation) -> Bool {
        switch text.lowercased() {
        case "yes", "y", "true": true
        case "no", "n", "false": false
        default: throw KYCRule.Violation("Neither")
        }
    }

    private static func number(
        _ text: String, from least: Int
    ) throws(KYCRule.Violation) -> Int {
        guard text.utf8.allSatisfy(\.isASCIIDigit), text.utf8.count <= 12,
            let number = Int(text), number >= least
        else { throw KYCRule.Violation("Not a whole number of \(least) or more") }
        return number
    }
}
