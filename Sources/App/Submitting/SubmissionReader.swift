import Domain
import JSON

/// Reads one JSON object in the vendor's own field names (DollarPe, add-kyc-data) into a draft,
/// noting every key and type that is not the vendor's.
struct SubmissionReader {
    /// What was read so far.
    var entry: SubmissionFile.Entry

    private static let details = "document_details"
    private static let info = "additional_info"

    /// The names of the top level.
    private static let names =
        KYCField.standard.filter { $0 != .documentNumber }.map(\.rawValue) + [details, info]

    /// Reads an object; anything else is one fault.
    mutating func read(_ value: JSON) {
        guard let members = value.object else {
            add("", "not an object; wanted: {\"customer_id\": …}")
            entry.isUnreadable = true
            return
        }
        var seen: Set<String> = []
        for member in members {
            guard seen.insert(member.name).inserted else {
                add(member.name, "given twice")
                continue
            }
            switch member.name {
            case Self.details: readDetails(member.value)
            case Self.info: readInfo(member.value)
            default:
                guard let field = KYCField.standard.first(where: { $0.rawValue == member.name }),
                    field != .documentNumber
                else {
                    unknown(member.name, among: Self.names)
                    continue
                }
                read(member.value, as: field)
            }
        }
    }

    private mutating func readDetails(_ value: JSON) {
        guard let members = value.object else {
            add(Self.details, "must be an object with document_number")
            return
        }
        for member in once(members, inside: Self.details) {
            switch member.name {
            case "document_number": read(member.value, as: .documentNumber)
            case "additional_data":
                if member.value.object?.isEmpty != true {
                    add(
                        "\(Self.details).additional_data",
                        "must be {}: the vendor documents nothing that goes in")
                }
            default:
                unknown(
                    member.name, among: ["document_number", "additional_data"],
                    inside: Self.details)
            }
        }
    }

    private mutating func readInfo(_ value: JSON) {
        guard let members = value.object else {
            add(Self.info, "must be an object")
            return
        }
        for member in once(members, inside: Self.info) {
            read(member.value, as: .additional(member.name))
        }
    }

    /// The first member of each name; which one is meant of several cannot be known.
    private mutating func once(_ members: [JSON.Member], inside object: String) -> [JSON.Member] {
        var seen: Set<String> = []
        return members.filter { member in
            if seen.insert(member.name).inserted { return true }
            add("\(object).\(member.name)", "given twice")
            return false
        }
    }

    private mutating func read(_ value: JSON, as field: KYCField) {
        if field == .selfieVerificationStatus {
            guard let flag = value.bool else {
                // What is not there at all is told by the validation.
                if !value.isNull { add(field.name, "must be true or false without quotes") }
                return
            }
            entry.draft[field] = String(flag)
        } else if let text = value.string {
            entry.draft[field] = text
        } else if !value.isNull {
            add(field.name, "must be text in quotes; wanted: \(field.form)")
        }
    }

    private mutating func unknown(_ name: String, among known: [String], inside: String = "") {
        let place = inside.isEmpty ? "" : " in \(inside)"
        let near = Spelling.nearest(to: name, among: known)
        add(
            PlainText.of(name, limit: 60),
            "the vendor has no such field\(place)"
                + (near.map { "; did you mean \($0)?" } ?? ""))
    }

    private mutating func add(_ field: String, _ sentence: String) {
        entry.faults.append(
            SubmissionFile.Fault(
                place: entry.place, field: PlainText.of(field, limit: 80), sentence: sentence))
    }
}
