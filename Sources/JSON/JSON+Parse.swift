/// Why a text is not JSON.
public struct JSONFault: Error, Equatable, Sendable {
    /// What is wrong.
    public var message: String
    /// Bytes from the start of the text.
    public var offset: Int
}

extension JSON {
    /// Reads one JSON value of RFC 8259 in UTF-8, with white space around it.
    ///
    /// Nesting deeper than `maximumDepth` is a fault, so that hostile text cannot exhaust the
    /// stack. A byte order mark is skipped. A number too large for a double is a fault.
    /// With `packsTexts` an array of nothing but plain texts becomes `.texts`.
    public init(
        parsing bytes: [UInt8], maximumDepth: Int = 128, packsTexts: Bool = false
    ) throws(JSONFault) {
        // A typed error does not pass through the call that lends the bytes.
        self = try bytes.withUnsafeBufferPointer { bytes -> Result<JSON, JSONFault> in
            var parser = JSONParser(
                bytes: bytes, maximumDepth: maximumDepth, packsTexts: packsTexts)
            do throws(JSONFault) {
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }.get()
    }
}

/// A recursive-descent reader over bytes that are lent to it.
private struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let maximumDepth: Int
    let packsTexts: Bool
    var at = 0

    init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int, packsTexts: Bool) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        self.packsTexts = packsTexts
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    mutating func document() throws(JSONFault) -> JSON {
        let value = try value(depth: 0)
        skipSpace()
        guard at == bytes.count else { throw fault("unexpected text after the value") }
        return value
    }

    private func fault(_ message: String) -> JSONFault { JSONFault(message: message, offset: at) }

    private mutating func skipSpace() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSON {
        guard depth <= maximumDepth else { throw fault("nested too deeply") }
        skipSpace()
        guard at < bytes.count else { throw fault("unexpected end") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
        let length = text.utf8CodeUnitCount
        guard at + length <= bytes.count,
            bytes[at..<(at + length)].elementsEqual(
                UnsafeBufferPointer(start: text.utf8Start, count: length))
        else { throw fault("unexpected character") }
        at += length
        return value
    }

    private mutating func array(depth: Int) throws(JSONFault) -> JSON {
        if packsTexts, let (texts, end) = JSONTexts.read(bytes, from: at) {
            at = end
            return .texts(texts)
        }
        at += 1
        var elements: [JSON] = []
        skipSpace()
        if take("]") { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { throw fault("expected , or ]") }
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSON {
        at += 1
        var members: [JSON.Member] = []
        skipSpace()
        if take("}") { return .object(members) }
        members.reserveCapacity(12)
        while true {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
                throw fault("expected a name")
            }
            let name = try string()
            skipSpace()
            guard take(":") else { throw fault("expected :") }
            members.append(JSON.Member(name, try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw fault("expected , or }") }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func string() throws(JSONFault) -> String {
        at += 1
        let start = at
        var seen: UInt8 = 0
        while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"),
            bytes[at] >= 0x20
        {
            seen |= bytes[at]
            at += 1
        }
        guard at < bytes.count else { throw fault("unexpected end of a string") }
        if bytes[at] == UInt8(ascii: "\"") {
            defer { at += 1 }
            let content = UnsafeBufferPointer(rebasing: bytes[start..<at])
            // Nothing can be wrong with ASCII, which most texts are: to look costs more than to read.
            return seen < 0x80 ? String(decoding: content, as: UTF8.self) : try text(content)
        }
        return try escapedString(from: Array(bytes[start..<at]))
    }

    private mutating func escapedString(from prefix: [UInt8]) throws(JSONFault) -> String {
        var content = prefix
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(content)
            case UInt8(ascii: "\\"): try escape(into: &content)
            case 0..<0x20: throw fault("control character in a string")
            default: content.append(byte)
            }
        }
        throw fault("unexpected end of a string")
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONFault) {
        guard at < bytes.count else { throw fault("unexpected end of a string") }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(8)
        case UInt8(ascii: "f"): content.append(12)
        case UInt8(ascii: "n"): content.append(10)
        case UInt8(ascii: "r"): content.append(13)
        case UInt8(ascii: "t"): content.append(9)
        case UInt8(ascii: "u"):
            // A lone surrogate is no character: the replacement character stands for it.
            let scalar = try escapedScalar() ?? Unicode.Scalar(0xFFFD) ?? " "
            content.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw fault("unknown escape")
        }
    }

    private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar? {
        let unit = try hexUnit()
        guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) }
        let back = at
        if take("\\"), take("u") {
            let low = try hexUnit()
            if (0xDC00..<0xE000).contains(low) {
                return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            }
        }
        at = back
        return nil
    }

    private mutating func hexUnit() throws(JSONFault) -> UInt32 {
        guard at + 4 <= bytes.count else { throw fault("unexpected end of an escape") }
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue, bytes[at] < 0x80
            else { throw fault("bad escape") }
            unit = unit << 4 | UInt32(digit)
            at += 1
        }
        return unit
    }

    private func text(_ utf8: some Collection<UInt8>) throws(JSONFault) -> String {
        guard let text = String(validating: utf8, as: UTF8.self) else {
            throw fault("a string is not UTF-8")
        }
        return text
    }

    private mutating func number() throws(JSONFault) -> JSON {
        let start = at
        _ = take("-")
        let firstDigit = at
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[firstDigit] != UInt8(ascii: "0") else {
            throw fault(whole > 0 ? "a number starts with 0" : "unexpected character")
        }
        var isWhole = true
        if take(".") {
            isWhole = false
            guard digits() > 0 else { throw fault("a fraction without digits") }
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            guard digits() > 0 else { throw fault("an exponent without digits") }
        }
        if isWhole, let number = wholeNumber(bytes[start..<at]) { return .integer(number) }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        guard let number = Double(text), number.isFinite else { throw fault("number too large") }
        return .double(number)
    }

    /// The number that digits say, after a sign or none; nil when it does not fit.
    private func wholeNumber(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        let isNegative = digits.first == UInt8(ascii: "-")
        var number = 0
        for digit in isNegative ? digits.dropFirst() : digits {
            let (tens, isPast) = number.multipliedReportingOverflow(by: 10)
            let step = Int(digit) - 48
            let (sum, isBeyond) = tens.subtractingReportingOverflow(step)
            if isPast || isBeyond { return nil }
            number = sum
        }
        // Counted downwards, because there is one more below zero than above.
        if isNegative { return number }
        return number == .min ? nil : -number
    }

    private mutating func digits() -> Int {
        let start = at
        while at < bytes.count, (48...57).contains(bytes[at]) { at += 1 }
        return at - start
    }
}
