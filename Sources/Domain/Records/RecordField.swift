/// One field of what can be made at a vendor; the raw value is the vendor's own name of it
/// (DollarPe, customer/create; Surepass, bulk order estamp).
public enum RecordField: String, CaseIterable, Sendable {
    case fullName = "full_name"
    case email
    case phone
    case country = "alpha_3_country_code"
    case clientReference = "client_reference_id"
    case nonResident = "non_residence_status"
    case residence = "residence_alpha_3_country_code"
    case firstParty = "first_party"
    case secondParty = "second_party"
    case state
    case article = "article_id"
    case amount
    case consideration = "consideration_amount"
    case quantity
    case purpose = "description"
    case firstPartyAddress = "first_party_address"
    case firstPartyFather = "first_party_father_name"
    case courierAddress = "courier_address"

    /// What a value looks like, in a few words that follow "wanted:".
    public var form: String {
        switch self {
        case .fullName: "the person's name"
        case .email: "name@host.tld"
        case .phone: "10 digits"
        case .country, .residence: "three letters, such as IND"
        case .clientReference: "your own reference"
        case .nonResident: "yes or no"
        case .firstParty: "a name"
        case .secondParty: "a general word, such as Borrower"
        case .state: "two letters, such as DL"
        case .article: "the article's number"
        case .amount: "whole rupees of duty, 1 or more"
        case .consideration: "whole rupees, 0 or more"
        case .quantity: "how many stamps, 1 or more"
        case .purpose: "what they are for"
        case .firstPartyAddress, .courierAddress: "an address on one line"
        case .firstPartyFather: "a name"
        }
    }

    /// Whether the vendor takes nothing without it.
    public var isRequired: Bool {
        switch self {
        case .clientReference, .nonResident, .residence, .firstPartyAddress, .firstPartyFather,
            .courierAddress:
            false
        default: true
        }
    }

    /// Whether a value says something about a person that may not be shown.
    public var isPersonal: Bool {
        switch self {
        case .fullName, .email, .phone, .firstParty, .firstPartyAddress, .firstPartyFather,
            .courierAddress:
            true
        default: false
        }
    }

    /// A value as it may be shown and kept. What looks like a person's data is masked in a free
    /// text too: a reference may well be somebody's phone number.
    public func masked(_ value: String) -> String {
        switch self {
        case .clientReference, .secondParty, .purpose:
            PersonalSign.found(in: value) == nil ? value.printable : Personal.dots
        default: isPersonal ? Personal(value).masked : value.printable
        }
    }
}
