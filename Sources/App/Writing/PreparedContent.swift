import Cryptography
import Domain
import JSON

/// What one login prepared for another's release, in clear: it is sealed before it is kept.
enum PreparedContent: Equatable, Sendable {
    /// The submissions of one file or form, each with its place in the file; `again` sends once
    /// more what was sent and never arrived.
    case submissions([Submission], again: Bool)
    /// A correction of a customer's KYC.
    case correction(KYCUpdate, customer: String)
    /// A file of records.
    case upload(Upload)
    /// A customer or an order of stamps.
    case record(NewRecord)

    /// One submission of a file.
    struct Submission: Equatable, Sendable {
        /// Where it stands; empty for the only one.
        var place: String
        var submission: KYCSubmission
    }

    /// A file of records with what it is to be called.
    struct Upload: Equatable, Sendable {
        var kind: Kind
        var file: UploadFile
        /// How many rows it has.
        var rows: Int
        /// The batch's name.
        var label: String
        /// Whether content that was uploaded before may be uploaded once more.
        var again: Bool
    }

    /// What sort of write it is.
    var sort: PreparedWrite.Sort {
        switch self {
        case .submissions: .submission
        case .correction: .correction
        case .upload: .upload
        case .record(.customer): .customer
        case .record(.order): .order
        }
    }

    /// What it is about, without personal data.
    var subject: String {
        switch self {
        case .submissions(let all, _):
            all.count == 1
                ? "kyc:\(all[0].submission.customerID)" : "\(all.count) customers"
        case .correction(let update, let customer):
            "kyc:\(customer), \(update.part.rawValue.replacing("_", with: " "))"
        case .upload(let upload):
            "\(upload.file.name) to \(upload.kind.vendor.title), "
                + (upload.rows == 1 ? "1 row" : "\(upload.rows) rows")
        case .record(.customer): "DollarPe"
        case .record(.order(let order)):
            "\(order.quantity) of article \(order.articleID) in \(order.state)"
        }
    }

    /// Its fields, masked, in the order in which they are sent.
    var masked: [Snapshot.Fact] {
        switch self {
        case .submissions(let all, _):
            all.flatMap { entry in
                entry.submission.masked.map { fact in
                    let lead = entry.place.isEmpty ? "" : "\(entry.place): "
                    return Snapshot.Fact(name: lead + fact.name, value: fact.value)
                }
            }
        case .record(let record): record.masked
        case .correction(let update, let customer):
            [Snapshot.Fact(name: KYCField.customerID.name, value: customer)] + update.masked
        case .upload(let upload):
            [
                Snapshot.Fact(name: "file", value: upload.file.name),
                Snapshot.Fact(name: "vendor", value: upload.kind.vendor.title),
                Snapshot.Fact(name: "rows", value: String(upload.rows)),
                Snapshot.Fact(name: "bytes", value: String(upload.file.bytes.count)),
                Snapshot.Fact(
                    name: "sha256", value: Encoding.hex(SHA256.digest(upload.file.bytes))),
            ]
        }
    }

    /// Whom the activity record names.
    var customers: [ItemKey] {
        switch self {
        case .submissions(let all, _):
            all.compactMap { ItemKey(kind: .kyc, id: $0.submission.customerID) }
        case .correction(_, let customer):
            ItemKey(kind: .kyc, id: customer).map { [$0] } ?? []
        case .upload, .record: []
        }
    }

    // MARK: Kept

    /// The bytes that are sealed.
    var bytes: [UInt8] { Array(json.text().utf8) }

    private var json: JSON {
        switch self {
        case .submissions(let all, let again):
            [
                "submissions": .array(
                    all.map { entry in
                        ["place": .string(entry.place), "fields": entry.submission.draft.keptJSON]
                    }), "again": .bool(again),
            ]
        case .correction(let update, let customer):
            [
                "part": .string(update.part.rawValue), "customer": .string(customer),
                "fields": update.draft.keptJSON,
            ]
        case .record(let record): record.draft.keptJSON
        case .upload(let upload):
            [
                "kind": .string(upload.kind.rawValue), "name": .string(upload.file.name),
                "rows": .integer(upload.rows), "label": .string(upload.label),
                "again": .bool(upload.again),
                "content": .string(Encoding.base64(upload.file.bytes)),
            ]
        }
    }

    /// Reads what `bytes` gave; nil for anything else.
    init?(_ bytes: [UInt8], sort: PreparedWrite.Sort) {
        guard let json = try? JSON(parsing: bytes) else { return nil }
        switch sort {
        case .submission:
            var all: [Submission] = []
            for entry in json["submissions"]?.array ?? [] {
                guard let draft = entry["fields"].flatMap(KYCDraft.init(keptJSON:)),
                    let submission = KYCSubmission(restoring: draft)
                else { return nil }
                all.append(
                    Submission(place: entry["place"]?.string ?? "", submission: submission))
            }
            guard !all.isEmpty, let again = json["again"]?.bool else { return nil }
            self = .submissions(all, again: again)
        case .correction:
            guard let part = json["part"]?.string.flatMap(KYCUpdate.Part.init(rawValue:)),
                let customer = json["customer"]?.string,
                let draft = json["fields"].flatMap(KYCDraft.init(keptJSON:)),
                let update = KYCUpdate(part, restoring: draft)
            else { return nil }
            self = .correction(update, customer: customer)
        case .upload:
            guard let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)),
                let name = json["name"]?.string, let label = json["label"]?.string,
                let rows = json["rows"]?.integer, let again = json["again"]?.bool,
                let content = json["content"]?.string.flatMap(Encoding.bytes(base64:))
            else { return nil }
            self = .upload(
                Upload(
                    kind: kind, file: UploadFile(name: name, bytes: content), rows: rows,
                    label: label, again: again))
        case .customer, .order:
            let draft = RecordDraft(sort == .customer ? .customer : .order, keptJSON: json)
            guard case .success(let record) = draft.validated(), record.draft == draft else {
                return nil
            }
            self = .record(record)
        }
    }
}
