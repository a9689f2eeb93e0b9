import Domain

@testable import App

extension Reader {
    /// A file is checked for both vendors, with rows left out and without, and read as submissions:
    /// what would be sent is a file of which the same is said, and every fault has its line.
    static func faultOfCSV(_ bytes: [UInt8]) -> String? {
        let lines = String(decoding: bytes, as: UTF8.self).count(where: \.isNewline) + 1
        for kind in [Kind.reap, .deepvue] {
            for isDropping in [false, true] {
                let check = UploadCheck(bytes, for: kind, droppingFailed: isDropping)
                for fault in check.faults {
                    guard fault.sentence.isOneLine, (1...lines).contains(fault.line ?? 1) else {
                        return "\(kind): \(fault)"
                    }
                }
                guard check.faults.isEmpty else { continue }
                let again = UploadCheck(check.bytes, for: kind, droppingFailed: isDropping)
                guard again.faults.isEmpty, again.rows == check.rows, again.dropped == 0,
                    again.bytes == check.bytes
                else { return "\(kind): \(check.rows) rows, then \(again.rows): \(again.faults)" }
            }
        }
        if let text = String(validating: bytes, as: UTF8.self) {
            for record in CSVRecord.records(of: text) where CSVRecord.cells(of: record.text).isEmpty
            {
                return "line \(record.line) has no cell"
            }
        }
        do throws(ProgramFailure) {
            for entry in try SubmissionFile(bytes, name: "people.csv").entries {
                for fault in entry.faults where !fault.line.isOneLine { return fault.line }
            }
        } catch {
            guard error.message.isOneLine else { return "not one line: \(error)" }
        }
        return nil
    }
}
