import Domain
import JSON

/// Submissions as a file holds them: each a draft with what its form alone says against it.
struct SubmissionFile {
    /// One submission of the file.
    struct Entry {
        /// Where it stands: `object 2` or `line 3`; empty for the only one.
        var place: String
        /// What it holds.
        var draft = KYCDraft()
        /// Whether nothing of it could be read, so that naming each missing field would be noise.
        var isUnreadable = false
        /// What is wrong with its form.
        var faults: [Fault] = []
    }

    /// Something wrong with one submission. The sentence never repeats a value.
    struct Fault: Equatable {
        /// Where the submission stands; empty for the only one.
        var place: String
        /// The vendor's name of the field; empty when the whole submission is at fault.
        var field: String
        /// What is wrong and what is wanted.
        var sentence: String

        /// The fault in one line.
        var line: String {
            [place, field, sentence].filter { !$0.isEmpty }.joined(separator: ": ")
        }
    }

    /// The submissions in the file's order.
    private(set) var entries: [Entry] = []

    /// The most bytes that are read.
    static let sizeLimit = 64 << 20

    /// Reads JSON, one object or an array, or CSV whose first record names the fields; `name` is
    /// the file in messages. What is no such file at all is a failure.
    init(_ bytes: [UInt8], name: String) throws(ProgramFailure) {
        let bytes = UTF8Lines.withoutMarks(bytes)
        let first = bytes.first { !Self.space.contains($0) }
        guard let first else {
            throw ProgramFailure(.usage, "submit: \(name): there is nothing in it")
        }
        if "{[".utf8.contains(first) {
            try read(json: bytes, name)
        } else {
            try read(csv: bytes, name)
        }
        guard !entries.isEmpty else {
            throw ProgramFailure(.usage, "submit: \(name): there is no submission in it")
        }
    }

    private static let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

    // MARK: JSON

    private mutating func read(json bytes: [UInt8], _ name: String) throws(ProgramFailure) {
        let value: JSON
        do throws(JSONFault) {
            value = try JSON(parsing: bytes)
        } catch {
            let line = bytes.prefix(error.offset).count { $0 == 0x0A } + 1
            throw ProgramFailure(
                .usage, "submit: \(name):\(line): not JSON: \(error.message)",
                hint: "one object or an array of objects, or CSV with a head")
        }
        if let elements = value.array {
            for (index, element) in elements.enumerated() {
                entries.append(entry(element, place: "object \(index + 1)"))
            }
        } else {
            entries.append(entry(value, place: ""))
        }
    }

    private func entry(_ value: JSON, place: String) -> Entry {
        var reader = SubmissionReader(entry: Entry(place: place))
        reader.read(value)
        return reader.entry
    }

    // MARK: CSV

    private mutating func read(csv bytes: [UInt8], _ name: String) throws(ProgramFailure) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let line = UTF8Lines.firstFault(in: bytes).map { ":\($0)" } ?? ""
            throw ProgramFailure(.usage, "submit: \(name)\(line): is not UTF-8 text")
        }
        var records = CSVRecord.records(of: text)
        guard !records.isEmpty else { return }
        let head = records.removeFirst()
        var fields: [KYCField] = []
        for (place, cell) in head.cells.enumerated() {
            guard let field = Self.field(ofColumn: cell), !fields.contains(field) else {
                let hint = Spelling.hint(for: cell, among: KYCField.standard.map(\.name))
                // What is like no field may be somebody's name: a file without a head.
                let shown = hint == nil ? "like column \(place + 1)" : PlainText.quoted(cell)
                let why =
                    Self.field(ofColumn: cell) == nil
                    ? "the vendor has no field \(shown)"
                    : "the column \(PlainText.quoted(cell)) is there twice"
                throw ProgramFailure(
                    .usage, "submit: \(name):\(head.line): \(why)",
                    hint: hint ?? "neither JSON nor a CSV head of the vendor's field names")
            }
            fields.append(field)
        }
        for record in records {
            var entry = Entry(place: "line \(record.line)")
            if record.cells.count != fields.count {
                entry.faults.append(
                    Fault(
                        place: entry.place, field: "",
                        sentence: "\(record.cells.count) cells where the head has \(fields.count)"))
            }
            for (field, cell) in zip(fields, record.cells) { entry.draft[field] = cell }
            entries.append(entry)
        }
    }

    /// The field of a column that is named like this; nil when there is none.
    static func field(ofColumn name: String) -> KYCField? {
        KYCField.standard.first { $0.name == name } ?? KYCField(rawValue: name)
    }
}
