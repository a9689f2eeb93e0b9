import Domain
import JSON

extension Customer {
    /// A customer as the vendor describes it; nil without an id and a status.
    init?(dollarPe data: JSON) {
        guard let id = data["id"]?.string, let key = ItemKey(kind: .kyc, id: id),
            let snapshot = Snapshot(dollarPeCustomer: data)
        else { return nil }
        self.init(
            key: key, fullName: data["full_name"]?.plainText.map { Personal($0) },
            email: data["email"]?.plainText.map { Personal($0) },
            phone: data["phone"]?.plainText.map { Personal($0) },
            clientReferenceID: data["client_reference_id"]?.plainText, snapshot: snapshot)
    }
}

extension NewCustomer {
    /// The body of customer/create.
    var dollarPeBody: JSON {
        var members: [JSON.Member] = [
            .init("full_name", .string(fullName.revealed())),
            .init("email", .string(email.revealed())),
            .init("alpha_3_country_code", .string(country)),
        ]
        if let phone { members.append(.init("phone", .string(phone.revealed()))) }
        if let clientReferenceID {
            members.append(.init("client_reference_id", .string(clientReferenceID)))
        }
        if let isNonResident { members.append(.init("non_residence_status", .bool(isNonResident))) }
        if let residenceCountry {
            members.append(.init("residence_alpha_3_country_code", .string(residenceCountry)))
        }
        return .object(members)
    }

    /// Every personal value in clear, so that no message repeats one that the vendor echoes.
    var personalTexts: [String] { [fullName, email, phone].compactMap { $0?.revealed() } }
}
