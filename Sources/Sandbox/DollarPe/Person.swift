import JSON

/// Who a customer is: the fields of the page "Create customer".
struct Person: Sendable {
    var fullName: String
    var email: String
    /// With the country's prefix.
    var phone: String?
    var country: String
    var reference: String?
    var isNonResident = false
    var residence: String?

    /// The invented person at a place of the catalogue.
    init(place: Int) {
        let number = String(place + 1)
        let digits = String(repeating: "0", count: max(0, 6 - number.utf8.count)) + number
        fullName = "Test Person \(number)"
        email = Self.emailStart + number + Self.emailEnd
        phone = Self.phoneStart + digits
        country = "IND"
        reference = Self.referenceStart + number
        residence = "IND"
    }

    /// The person of a request that has no faults.
    init(_ json: JSON) {
        fullName = json["full_name"]?.string ?? ""
        email = json["email"]?.string?.lowercased() ?? ""
        phone = json["phone"]?.string.map { $0.hasPrefix("+") ? $0 : "+91" + $0 }
        country = json["alpha_3_country_code"]?.string ?? ""
        reference = json["client_reference_id"]?.string
        isNonResident = json["non_residence_status"]?.bool ?? false
        residence = json["residence_alpha_3_country_code"]?.string
    }

    /// The names of which no two customers have the same, with the vendor's text for each.
    var unique: [(name: String, field: String, text: String)] {
        var unique = [("email|" + email, "email", "Email already in use")]
        if let phone { unique.append(("phone|" + phone, "phone", "Phone already in use")) }
        if let reference {
            unique.append(
                (
                    "reference|" + reference, "client_reference_id",
                    "Client Reference ID already exists"
                ))
        }
        return unique
    }

    /// The place in the catalogue that has such a name, found without looking: its names count.
    static func place(ofName name: String) -> Int? {
        let forms = [
            ("email|" + emailStart, emailEnd), ("phone|" + phoneStart, ""),
            ("reference|" + referenceStart, ""),
        ]
        for (start, end) in forms where name.hasPrefix(start) && name.hasSuffix(end) {
            guard let number = Int(name.dropFirst(start.count).dropLast(end.count)) else {
                continue
            }
            let person = Person(place: number - 1)
            if number > 0, person.unique.contains(where: { $0.name == name }) { return number - 1 }
        }
        return nil
    }

    private static let emailStart = "person"
    private static let emailEnd = "@example.com"
    private static let phoneStart = "+919900"
    private static let referenceStart = "user-"
}
