/// How a value is written as text.
public struct JSONStyle: Equatable, Sendable {
    /// Which objects have their members sorted by name.
    public var sorting: Sorting
    /// `", "` and `": "` instead of `","` and `":"`, as Python's `json.dumps` writes by default.
    public var isSpaced: Bool
    /// `\uXXXX` for everything beyond ASCII.
    public var escapesNonASCII: Bool
    /// One member or element a line, two spaces deeper each level; for people.
    public var isIndented: Bool

    /// A style; by default compact, in the value's own order, in plain UTF-8.
    public init(
        sorting: Sorting = .none, isSpaced: Bool = false, escapesNonASCII: Bool = false,
        isIndented: Bool = false
    ) {
        self.sorting = sorting
        self.isSpaced = isSpaced
        self.escapesNonASCII = escapesNonASCII
        self.isIndented = isIndented
    }

    /// Which objects have their members sorted.
    public enum Sorting: Equatable, Sendable {
        case none
        case topLevel
        case everyLevel
    }
}

extension JSON {
    /// The value as text, the same bytes for the same value and style each time.
    public func text(_ style: JSONStyle = JSONStyle()) -> String {
        var writer = JSONWriter(style: style)
        writer.write(self, depth: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

private struct JSONWriter {
    let style: JSONStyle
    var bytes: [UInt8] = []

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: put("null")
        case .bool(let flag): put(flag ? "true" : "false")
        case .integer(let number): put(String(number))
        case .double(let number): put(number.isFinite ? String(number) : "null")
        case .string(let text): writeString(text)
        case .texts(let texts): write(.array(texts.texts.map(JSON.string)), depth: depth)
        case .array(let elements):
            writeList(elements, "[", "]", depth: depth) { writer, element in
                writer.write(element, depth: depth + 1)
            }
        case .object(let members):
            let isSpaced = style.isSpaced || style.isIndented
            let sorted = ordered(members, depth: depth)
            writeList(sorted, "{", "}", depth: depth) { writer, member in
                writer.writeString(member.name)
                writer.put(isSpaced ? ": " : ":")
                writer.write(member.value, depth: depth + 1)
            }
        }
    }

    private func ordered(_ members: [JSON.Member], depth: Int) -> [JSON.Member] {
        switch style.sorting {
        case .none: return members
        case .topLevel where depth > 0: return members
        case .topLevel, .everyLevel:
            return members.sorted {
                $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars)
            }
        }
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func writeList<Element>(
        _ elements: [Element], _ open: String, _ close: String, depth: Int,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        put(open)
        for (index, element) in elements.enumerated() {
            if index > 0 { put(style.isSpaced ? ", " : ",") }
            breakLine(depth + 1)
            write(&self, element)
        }
        if !elements.isEmpty { breakLine(depth) }
        put(close)
    }

    private mutating func breakLine(_ depth: Int) {
        guard style.isIndented else { return }
        put("\n" + String(repeating: "  ", count: depth))
    }

    private mutating func writeString(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        if text.utf8.allSatisfy(Self.isPlain) {
            put(text)
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": put("\\\"")
            case "\\": put("\\\\")
            case "\n": put("\\n")
            case "\r": put("\\r")
            case "\t": put("\\t")
            case "\u{8}": put("\\b")
            case "\u{C}": put("\\f")
            case "\u{0}"..."\u{1F}": putEscape(UInt16(scalar.value))
            case "\u{80}"... where style.escapesNonASCII:
                for unit in String(scalar).utf16 { putEscape(unit) }
            default: bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }

    /// Whether a byte stands for itself in a string of every style.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func putEscape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        put("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
    }
}
