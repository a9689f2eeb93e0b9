/// Something to be made at a vendor, with every field right.
public enum NewRecord: Equatable, Sendable {
    /// A customer at DollarPe.
    case customer(NewCustomer)
    /// An order of e-stamps at Surepass.
    case order(StampOrderRequest)

    /// What can be made; the raw value is what the store keeps.
    public enum Sort: String, CaseIterable, Sendable {
        case customer
        case order

        /// Its fields in the vendor's order.
        public var fields: [RecordField] {
            switch self {
            case .customer:
                [
                    .fullName, .email, .phone, .country, .clientReference, .nonResident,
                    .residence,
                ]
            case .order:
                [
                    .firstParty, .secondParty, .state, .article, .amount, .consideration,
                    .quantity, .purpose, .firstPartyAddress, .firstPartyFather, .courierAddress,
                ]
            }
        }

        /// Who makes it.
        public var vendor: Vendor { self == .customer ? .dollarpe : .surepass }
    }

    /// What it is.
    public var sort: Sort {
        switch self {
        case .customer: .customer
        case .order: .order
        }
    }

    /// The same as a draft, in clear and in the vendor's form.
    public var draft: RecordDraft {
        var draft = RecordDraft(sort)
        switch self {
        case .customer(let customer):
            draft[.fullName] = customer.fullName.revealed()
            draft[.email] = customer.email.revealed()
            draft[.phone] = customer.phone?.revealed() ?? ""
            draft[.country] = customer.country
            draft[.clientReference] = customer.clientReferenceID ?? ""
            draft[.nonResident] = customer.isNonResident.map { $0 ? "yes" : "no" } ?? ""
            draft[.residence] = customer.residenceCountry ?? ""
        case .order(let order):
            draft[.firstParty] = order.firstParty.revealed()
            draft[.secondParty] = order.secondParty
            draft[.state] = order.state
            draft[.article] = String(order.articleID)
            draft[.amount] = String(order.amount)
            draft[.consideration] = String(order.considerationAmount)
            draft[.quantity] = String(order.quantity)
            draft[.purpose] = order.description
            draft[.firstPartyAddress] = order.firstPartyAddress?.revealed() ?? ""
            draft[.firstPartyFather] = order.firstPartyFatherName?.revealed() ?? ""
            draft[.courierAddress] = order.courierAddress?.revealed() ?? ""
        }
        return draft
    }

    /// The fields that are given, in order, masked.
    public var masked: [Snapshot.Fact] {
        let draft = draft
        return sort.fields.filter { !draft[$0].isEmpty }
            .map { Snapshot.Fact(name: $0.rawValue, value: $0.masked(draft[$0])) }
    }
}

extension NewRecord: CustomStringConvertible, CustomReflectable {
    /// The masked form.
    public var description: String {
        "NewRecord(" + masked.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + ")"
    }

    /// The masked fields, so that `dump` shows no more than `description`.
    public var customMirror: Mirror {
        Mirror(self, children: masked.map { (label: $0.name, value: $0.value) })
    }
}
