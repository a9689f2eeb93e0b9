import Domain
import JSON

extension StampOrderRequest {
    /// The body of an order, in the order of the vendor's page.
    var surepassMembers: [JSON.Member] {
        var members: [JSON.Member] = [
            .init("first_party", .string(firstParty.revealed())),
            .init("second_party", .string(secondParty)), .init("state", .string(state)),
            .init("article_id", .integer(articleID)), .init("amount", .integer(amount)),
            .init("consideration_amount", .integer(considerationAmount)),
            .init("quantity", .integer(quantity)), .init("description", .string(description)),
        ]
        let optional = [
            ("first_party_address", firstPartyAddress),
            ("first_party_father_name", firstPartyFatherName), ("courier_address", courierAddress),
        ]
        for (name, value) in optional {
            if let value { members.append(.init(name, .string(value.revealed()))) }
        }
        return members
    }

    /// Every personal value in clear, so that no message repeats one that the vendor echoes.
    var personalTexts: [String] {
        [firstParty, firstPartyAddress, firstPartyFatherName, courierAddress]
            .compactMap { $0?.revealed() }
    }
}

extension StampOrder {
    /// An order as it is answered and listed; nil without an order's id.
    init?(surepass data: JSON) {
        guard let id = data["client_id"]?.string, let key = ItemKey(kind: .stamps, id: id) else {
            return nil
        }
        self.init(
            key: key, createdAt: data["created_at"]?.plainText, state: data["state"]?.plainText,
            articleID: data["article_id"]?.plainText, amount: data["amount"]?.count,
            considerationAmount: data["consideration_amount"]?.count,
            quantity: data["quantity"]?.count,
            firstParty: data["first_party"]?.plainText.map { Personal($0) },
            secondParty: data["second_party"]?.plainText.map { VendorText.safe($0) })
    }
}

extension Stamp {
    /// One stamp; nil without a status.
    init?(surepass data: JSON, id: String) {
        guard let status = data["status"]?.plainText else { return nil }
        let certificates = (data["certificate_details"]?.array ?? []).compactMap { entry in
            entry["certificate_number"]?.plainText.map { number in
                Certificate(
                    number: number, issueDate: entry["issue_date"]?.plainText,
                    denomination: entry["denomination"]?.count)
            }
        }
        self.init(
            id: id, status: status, isOnHold: data["on_hold"]?.bool,
            createdAt: data["created_at"]?.plainText, state: data["state"]?.plainText,
            articleID: data["article_id"]?.plainText, amount: data["amount"]?.count,
            certificates: certificates, hasDocument: data["link"]?.isFilled == true)
    }
}

extension StampStock {
    /// The account's stock; a list that is missing is empty.
    init(surepass data: JSON) {
        func holdings(_ name: String) -> [Holding] {
            (data[name]?.array ?? []).compactMap { entry in
                guard let article = entry["article_id"]?.plainText,
                    let count = entry["count"]?.count
                else { return nil }
                return Holding(
                    state: entry["state"]?.plainText ?? "", articleID: article,
                    amount: entry["amount"]?.count, count: count)
            }
        }
        self.init(
            pending: holdings("pending"), available: holdings("available"),
            onHold: holdings("on_hold"))
    }
}

extension StampArticle {
    /// An article; nil without a number.
    init?(surepass data: JSON) {
        guard let id = data["article_id"]?.plainText else { return nil }
        self.init(
            id: id, code: data["article_code"]?.plainText, name: data["article_name"]?.plainText)
    }
}
