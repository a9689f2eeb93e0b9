import JSON

/// What an order of stamps is for: the fields of the page "Bulk Order Estamp".
struct StampTerms: Sendable {
    var firstParty: String
    var secondParty: String
    var state: String
    var article: Int
    /// The duty, in rupees.
    var amount: Int
    var consideration: Int
    var description: String?
    /// The optional fields that were given.
    var more: [JSON.Member] = []

    static let states = [
        "AN", "AP", "AR", "AS", "BR", "CH", "CT", "DL", "GA", "GJ", "HR", "HP", "JH", "JK", "KA",
        "KL", "MH", "ML", "MN", "MP", "MZ", "OR", "PB", "PY", "RJ", "SK", "TG", "TN", "TR", "UP",
        "UT", "WB",
    ]
    private static let optional = [
        "first_party_address", "first_party_father_name", "courier_address",
    ]

    /// The articles of a state; Delhi's first is the one the vendor's own sandbox takes.
    static func articles(of state: String) -> [(id: Int, code: String, name: String)] {
        let base = state == "DL" ? 22_128 : 30_000 + 10 * (states.firstIndex(of: state) ?? 0)
        return [
            (base, "5", "Agreement or memorandum of an agreement"),
            (base + 1, "4", "Affidavit"),
            (base + 2, "35", "Lease"),
        ]
    }

    /// The terms of an order of the catalogue.
    init(chance: Chance) {
        let parties = ["Borrower", "Lessee", "Second Party"]
        firstParty = "Example Lending Ltd"
        secondParty = parties[chance.number(801, below: parties.count)]
        state = "DL"
        article = 22_128
        amount = [50, 100, 500][chance.number(802, below: 3)]
        consideration = 1_000 * (1 + chance.number(803, below: 900))
        description = "Agreement"
    }

    /// The terms of a request, or the first thing that is wrong with it.
    init(_ json: JSON, isDelhiOnly: Bool) throws(StampTermsFault) {
        firstParty = try Self.text(json, "first_party")
        secondParty = try Self.text(json, "second_party")
        state = try Self.text(json, "state")
        article = try Self.number(json, "article_id", from: 1)
        amount = try Self.number(json, "amount", from: 1)
        consideration = try Self.number(json, "consideration_amount", from: 0)
        guard Self.states.contains(state) else { throw StampTermsFault("state is not valid") }
        if isDelhiOnly, state != "DL" || article != 22_128 {
            throw StampTermsFault("sandbox supports only state DL and article_id 22128")
        }
        if json["description"] != nil { description = try Self.text(json, "description") }
        for name in Self.optional where json[name] != nil {
            more.append(.init(name, .string(try Self.text(json, name))))
        }
    }

    static func number(_ json: JSON, _ name: String, from least: Int) throws(StampTermsFault) -> Int
    {
        guard let value = json[name] else { throw StampTermsFault("\(name) is required") }
        guard case .integer(let number) = value, number >= least, number <= 1_000_000_000 else {
            throw StampTermsFault("\(name) must be an integer of at least \(least)")
        }
        return number
    }

    private static func text(_ json: JSON, _ name: String) throws(StampTermsFault) -> String {
        guard let value = json[name] else { throw StampTermsFault("\(name) is required") }
        guard let text = value.string, text.contains(where: { !$0.isWhitespace }),
            text.unicodeScalars.count <= 255
        else { throw StampTermsFault("\(name) must be a text of at most 255 characters") }
        return text
    }

    /// The members in which an order and its stamps show them.
    var members: [JSON.Member] {
        [
            .init("amount", .integer(amount)),
            .init("consideration_amount", .integer(consideration)),
            .init("first_party", .string(firstParty)), .init("second_party", .string(secondParty)),
            // An integer in requests, a text in answers.
            .init("article_id", .string(String(article))), .init("state", .string(state)),
        ]
    }
}

/// What is wrong with an order.
struct StampTermsFault: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// An order that a client placed.
struct MadeOrder: Sendable {
    let number: Int
    let order: StampOrder
    let terms: StampTerms
}
