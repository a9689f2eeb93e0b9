import HTTP
import JSON
import TestSupport

/// Answers that are almost what a vendor says: real ones with a few things wrong.
struct Mutation {
    private var random: SeededGenerator

    /// The answers of one number are always the same.
    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// One answer made of one of these bodies.
    mutating func response(from bodies: [JSON]) -> HTTPResponse {
        var body = bodies[Int.random(in: 0..<bodies.count, using: &random)]
        for _ in 0..<Int.random(in: 0...4, using: &random) { body = changed(body, depth: 0) }
        var bytes = Array(body.text().utf8)
        if chance(4) { damage(&bytes) }
        return HTTPResponse(status: pick(Self.statuses), headers: headers(), body: bytes)
    }

    private static let statuses =
        Array(repeating: 200, count: 16) + [201, 202, 204, 299, 302, 400, 401, 404, 409, 422, 429]
        + [500, 503]

    /// One in so many.
    private mutating func chance(_ many: Int) -> Bool {
        Int.random(in: 0..<many, using: &random) == 0
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func headers() -> HTTPHeaders {
        guard chance(4) else { return [:] }
        return [
            pick(["Retry-After", "Date", "Location"]): pick([
                "5", "-1", "999999999999999999999", "", "Tue, 99 Nov 2023 99:99:99 GMT",
                "Tue, 14 Nov 2023 22:14:20 GMT", "Tue Nov 14 22:14:20 99999999999999999999", "a b",
                "Sun, 06 Nov 0000 08:49:37 GMT", "https://evil.test/",
            ])
        ]
    }

    /// The tree with one place of it changed.
    private mutating func changed(_ value: JSON, depth: Int) -> JSON {
        switch value {
        case .object(var members) where !members.isEmpty && (depth == 0 || !chance(3)):
            let at = Int.random(in: 0..<members.count, using: &random)
            switch Int.random(in: 0..<12, using: &random) {
            case 0: members.remove(at: at)
            case 1: members.append(.init(members[at].name, oddity()))
            case 2: members.insert(.init(members[at].name, oddity()), at: 0)
            case 3:
                members[at].name = pick(["", members[at].name.uppercased(), "\u{1B}[2J", "data"])
            case 4: members.shuffle(using: &random)
            default: members[at].value = changed(members[at].value, depth: depth + 1)
            }
            return .object(members)
        case .array(var elements) where !elements.isEmpty && !chance(3):
            let at = Int.random(in: 0..<elements.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: elements.remove(at: at)
            case 1: elements.append(elements[at])
            default: elements[at] = changed(elements[at], depth: depth + 1)
            }
            return .array(elements)
        default: return oddity()
        }
    }

    private mutating func oddity() -> JSON {
        switch Int.random(in: 0..<30, using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(pick([0, -1, 1, 1 << 53, -(1 << 53), .max, .min, 1 << 31]))
        case 3: return .integer(Int.random(in: -300...600, using: &random))
        case 4: return .double(pick([1e308, -1e308, 1e-300, 0.5, -0.0, 9.3e18, 1e17]))
        case 5: return .array([])
        case 6: return .object([])
        case 7: return nested(pick([2, 20, 127, 128, 129, 400]))
        case 8: return .array(Array(repeating: .integer(7), count: pick([1, 5, 50])))
        case 9:
            return .string(
                String(
                    repeating: pick(["long ", "\u{1F469}\u{200D}", "\u{301}"]),
                    count: chance(8) ? 3000 : 30))
        case 10: return .string(String(Int.random(in: .min ... .max, using: &random)))
        case 11: return .object((0..<(chance(8) ? 300 : 3)).map { .init("k\($0)", .integer($0)) })
        default: return .string(pick(Self.texts))
        }
    }

    private mutating func nested(_ depth: Int) -> JSON {
        let isArray = Bool.random(using: &random)
        return (0..<depth).reduce(.null) { inner, _ in
            isArray ? .array([inner]) : .object([.init("data", inner)])
        }
    }

    /// Texts that mean something in some place, and texts that mean harm.
    private static let texts = [
        "", " ", "completed", "FAILED", "in_progress", "pending", "success", "0", "-7", "1e9",
        "NaN",
        "\u{1B}[31mred\u{1B}[0m", "\u{1B}]52;c;cm0gLXJm\u{07}", "\u{9B}2J", "a\u{0}b", "\r\n\r\n",
        "\u{202E}txt.exe", "\u{2028}", "\u{FEFF}", "\u{FFFD}", "ABCPE1234F", "123456789012",
        "asha@example.test", "2023-11-14T22:13:20Z", "9999-99-99T99:99:99Z",
        "-0001-01-01T00:00:00.999999999999Z", "99999999999-01-01T00:00:00Z", "9999993401",
        "f208a887-9fa6-4447-a52b-c1d6e089536f", "06d0d7c340ed460d96103aaa0b26f0de",
        "https://evil.test/", "http://b.s3.amazonaws.com/", "https://a@b.s3.amazonaws.com/",
        "https://b.s3.amazonaws.com/x",
        "https://vendor.test/prefix/cms/api/v1/customer/list?page=2",
        "https://[::1", "https://:443/", "Customer not found", "Invalid Signature",
    ]

    /// Bytes that no writer of JSON makes.
    private mutating func damage(_ bytes: inout [UInt8]) {
        let at = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: bytes.removeSubrange(at...)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
        case 2:
            bytes.insert(
                contentsOf: pick([[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90]]), at: at)
        case 3:
            bytes.insert(
                contentsOf: Array(pick([#"\ud800"#, #"\u0000"#, #"\q"#, "\\"]).utf8), at: at)
        case 4:
            bytes.insert(
                contentsOf: Array(pick(["1e999", "-", "00", "NaN", "1.", ",", "}", "\""]).utf8),
                at: at)
        case 5: bytes.insert(contentsOf: Array(repeating: UInt8(ascii: "9"), count: 400), at: at)
        case 6:
            bytes.insert(
                contentsOf: Array(repeating: UInt8(ascii: "["), count: chance(8) ? 100_000 : 200),
                at: at
            )
        case 7: bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0)
        case 8: bytes = []
        default:
            if at < bytes.count { bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
        }
    }
}
