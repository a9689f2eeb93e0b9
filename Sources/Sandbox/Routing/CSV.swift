/// The records of a CSV file (RFC 4180); empty lines are left out.
enum CSV {
    /// Every record with its fields.
    static func records(_ bytes: [UInt8]) -> [[String]] {
        bytes.withUnsafeBufferPointer { bytes in
            var records: [[String]] = []
            var record: [String] = []
            var field: [UInt8] = []
            var isQuoted = false
            var place = 0
            func endField() {
                record.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            }
            func endRecord() {
                if record.isEmpty && field.isEmpty { return }
                endField()
                records.append(record)
                record = []
            }
            while place < bytes.count {
                let byte = bytes[place]
                place += 1
                switch byte {
                case UInt8(ascii: "\"") where isQuoted:
                    if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
                        field.append(byte)
                        place += 1
                    } else {
                        isQuoted = false
                    }
                case _ where isQuoted: field.append(byte)
                case UInt8(ascii: "\"") where field.isEmpty: isQuoted = true
                case UInt8(ascii: ","): endField()
                case 10: endRecord()
                case 13: break
                default: field.append(byte)
                }
            }
            endRecord()
            return records
        }
    }

    /// One record as a line.
    static func line(_ fields: [String]) -> String {
        fields.map { field in
            let isPlain = field.utf8.allSatisfy { ![34, 44, 10, 13].contains($0) }
            return isPlain ? field : "\"\(field.replacing("\"", with: "\"\""))\""
        }.joined(separator: ",") + "\n"
    }
}
