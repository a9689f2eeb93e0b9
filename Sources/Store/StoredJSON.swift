import Domain
import JSON

/// Lists and small records that are only ever read whole, as JSON text in one column.
enum StoredJSON {
    static func text(_ strings: [String]) -> String {
        // Most lists are empty.
        strings.isEmpty ? "[]" : JSON.array(strings.map(JSON.string)).text()
    }

    static func strings(_ json: UnsafeBufferPointer<UInt8>) -> [String]? {
        all(parsed(json)?.array) { $0.string }
    }

    /// A list of very many ids, written as it is read: without a text for each.
    static func text(_ stamps: StampIDs) -> String {
        stamps.withBytes { bytes, ends in
            let isPlain = bytes.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
            guard isPlain else { return text(Array(stamps)) }
            var json: [UInt8] = []
            json.reserveCapacity(bytes.count + 3 * ends.count + 2)
            json.append(UInt8(ascii: "["))
            var start = 0
            for (place, end) in ends.enumerated() {
                if place > 0 { json.append(UInt8(ascii: ",")) }
                json.append(UInt8(ascii: "\""))
                json.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<Int(end)]))
                json.append(UInt8(ascii: "\""))
                start = Int(end)
            }
            json.append(UInt8(ascii: "]"))
            return String(decoding: json, as: UTF8.self)
        }
    }

    static func stamps(_ text: String) -> StampIDs? {
        guard text != "[]" else { return StampIDs() }
        guard let list = try? JSON(parsing: Array(text.utf8), packsTexts: true) else { return nil }
        if case .texts(let texts) = list {
            return StampIDs(bytes: texts.bytes, ends: texts.ends)
        }
        return all(list.array) { $0.string }.map { StampIDs($0) }
    }

    static func text(_ facts: [Snapshot.Fact]) -> String {
        facts.isEmpty
            ? "[]" : JSON.array(facts.map { [.string($0.name), .string($0.value)] }).text()
    }

    static func facts(_ json: UnsafeBufferPointer<UInt8>) -> [Snapshot.Fact]? {
        all(parsed(json)?.array) { pair in
            guard let parts = pair.array, parts.count == 2, let name = parts[0].string,
                let value = parts[1].string
            else { return nil }
            return Snapshot.Fact(name: name, value: value)
        }
    }

    static func text(_ points: [ProgressPoint]) -> String {
        // Written with every check, twenty at a time.
        var text = "["
        for (place, point) in points.enumerated() {
            text += place == 0 ? "[" : ",["
            text += String(point.at.milliseconds)
            text += ","
            text += String(point.processed)
            text += "]"
        }
        return text + "]"
    }

    static func progress(_ json: UnsafeBufferPointer<UInt8>) -> [ProgressPoint]? {
        // In the form in which they are written, which every item has, they are read as they are.
        var reader = PairReader(bytes: json)
        if let points = reader.points() { return points }
        return all(parsed(json)?.array) { pair in
            guard let parts = pair.array, parts.count == 2, let at = parts[0].integer,
                let processed = parts[1].integer
            else { return nil }
            return ProgressPoint(at: Timestamp(milliseconds: Int64(at)), processed: processed)
        }
    }

    /// Reads pairs of whole numbers byte by byte; gives nil of anything else.
    private struct PairReader {
        let bytes: UnsafeBufferPointer<UInt8>
        var place = 0

        mutating func points() -> [ProgressPoint]? {
            var points: [ProgressPoint] = []
            guard take("[") else { return nil }
            repeat {
                guard take("["), let at = number(), take(","), let processed = number(), take("]")
                else { return nil }
                points.append(
                    ProgressPoint(at: Timestamp(milliseconds: Int64(at)), processed: processed))
            } while take(",")
            return take("]") && place == bytes.count ? points : nil
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
            place += 1
            return true
        }

        private mutating func number() -> Int? {
            let sign = take("-") ? -1 : 1
            let start = place
            var number = 0
            while place < bytes.count, (0x30...0x39).contains(bytes[place]), place - start < 18 {
                number = number * 10 + Int(bytes[place] - 0x30)
                place += 1
            }
            return place > start ? sign * number : nil
        }
    }

    static func text(_ counts: [[Int64]]) -> String {
        JSON.array(counts.map { .array($0.map { .integer(Int($0)) }) }).text()
    }

    static func counts(_ text: String) -> [[Int64]]? {
        all(parsed(text.utf8)?.array) { all($0.array) { $0.integer.map(Int64.init) } }
    }

    static func text(_ failure: CheckFailure) -> String {
        let members: JSON = [
            "reason": .string(failure.reason.rawValue), "http_status": JSON(failure.httpStatus),
            "code": JSON(failure.code), "message": .string(failure.message),
            "retry_after_ms": JSON(failure.retryAfter.map { Int($0.milliseconds) }),
            "may_have_arrived": .bool(failure.mayHaveArrived), "hint": .string(failure.hint),
        ]
        return members.text()
    }

    static func failure(_ text: String) -> CheckFailure? {
        guard let members = parsed(text.utf8), let word = members["reason"]?.string,
            let reason = CheckFailure.Reason(rawValue: word),
            let message = members["message"]?.string
        else { return nil }
        return CheckFailure(
            reason, httpStatus: members["http_status"]?.integer, code: members["code"]?.string,
            message: message,
            retryAfter: members["retry_after_ms"]?.integer.map { .milliseconds($0) },
            mayHaveArrived: members["may_have_arrived"]?.bool ?? false,
            hint: members["hint"]?.string)
    }

    private static func parsed(_ json: some Collection<UInt8>) -> JSON? {
        try? JSON(parsing: Array(json))
    }

    /// Every element read, or nil when one of them cannot be.
    private static func all<Element>(
        _ elements: [JSON]?, _ read: (JSON) -> Element?
    ) -> [Element]? {
        guard let elements else { return nil }
        let read = elements.compactMap(read)
        return read.count == elements.count ? read : nil
    }
}
