import HTTP
import JSON

/// Answers that no client should be hurt by: two of three are spoilt in one of these ways.
struct Hostility {
    let chance: Chance

    private enum Way: CaseIterable {
        case malformed, truncated, huge, deep, types, controls, counts, encoding, repeated, page
    }

    func spoil(_ response: HTTPResponse) -> HTTPResponse {
        guard chance.number(20, below: 3) > 0 else { return response }
        var spoilt = response
        let way = Way.allCases[chance.number(21, below: Way.allCases.count)]
        guard let json = try? JSON(parsing: response.body) else {
            spoilt.body = file(response.body, way)
            return spoilt
        }
        switch way {
        case .malformed: spoilt.body = Array(json.text().replacing(":", with: "=").utf8)
        case .truncated: spoilt.body = Array(response.body.prefix(response.body.count * 2 / 3))
        case .huge: spoilt.body = huge(json)
        case .deep: spoilt.body = deep
        case .types: spoilt.body = Array(changed(json, type).text().utf8)
        case .controls: spoilt.body = Array(changed(json, controls).text().utf8)
        case .counts: spoilt.body = Array(changed(json, count).text().utf8)
        case .encoding: spoilt.body = encoding(response.body)
        case .repeated: spoilt.body = Array(repeated(json).text().utf8)
        case .page: spoilt = .page(response.status, "Welcome")
        }
        return spoilt
    }

    /// What is no JSON: a result's file.
    private func file(_ bytes: [UInt8], _ way: Way) -> [UInt8] {
        switch way {
        case .truncated, .malformed: Array(bytes.prefix(bytes.count * 2 / 3))
        case .huge, .deep: padded(bytes, to: bytes.count + (66 << 20), ending: [])
        case .encoding, .types: bytes + [0xFF, 0xFE, 0x00, 0xC3, 0x28]
        default: Array(Self.sequence.utf8) + bytes + Array(Self.sequence.utf8)
        }
    }

    // MARK: Whole bodies

    /// Four MiB, one in four beyond what a client should take.
    private func huge(_ json: JSON) -> [UInt8] {
        let count = chance.number(22, below: 4) == 0 ? 66 << 20 : 4 << 20
        var head = Array(json.text().utf8)
        guard head.popLast() == UInt8(ascii: "}") else { return head }
        head += Array(",\"padding\":\"".utf8)
        return padded(head, to: max(count, head.count + 2), ending: Array("\"}".utf8))
    }

    /// Written into place: copies of so much would take longer than the rest of the sandbox.
    private func padded(_ head: [UInt8], to count: Int, ending: [UInt8]) -> [UInt8] {
        var body = Array(repeating: UInt8(ascii: "x"), count: count)
        body.replaceSubrange(..<head.count, with: head)
        body.replaceSubrange((count - ending.count)..., with: ending)
        return body
    }

    private var deep: [UInt8] {
        let depth = 100_000
        return Array("{\"data\":".utf8) + Array(repeating: UInt8(ascii: "["), count: depth)
            + Array(repeating: UInt8(ascii: "]"), count: depth) + [UInt8(ascii: "}")]
    }

    /// Bytes that are no UTF-8 within the first text.
    private func encoding(_ body: [UInt8]) -> [UInt8] {
        guard let quote = body.firstIndex(of: UInt8(ascii: "\"")) else { return body }
        return body[...quote] + [0xC3, 0x28, 0xFF, 0xED, 0xA0, 0x80] + body[(quote + 1)...]
    }

    /// Every member twice, the second time with nothing in it.
    private func repeated(_ json: JSON) -> JSON {
        switch json {
        case .object(let members):
            .object(
                members.flatMap { member in
                    [JSON.Member(member.name, repeated(member.value)), .init(member.name, nil)]
                })
        case .array(let elements): .array(elements.map(repeated))
        default: json
        }
    }

    // MARK: Single values

    /// The value with its leaves changed, each with a number of its own.
    private func changed(_ json: JSON, _ change: (JSON, Int) -> JSON) -> JSON {
        var leaf = 100
        func walk(_ json: JSON) -> JSON {
            switch json {
            case .object(let members):
                return .object(members.map { JSON.Member($0.name, walk($0.value)) })
            case .array(let elements): return .array(elements.map(walk))
            default:
                leaf += 1
                return change(json, leaf)
            }
        }
        return walk(json)
    }

    private func type(_ json: JSON, _ leaf: Int) -> JSON {
        guard chance.number(leaf, below: 2) == 0 else { return json }
        switch json {
        case .integer(let number): return .string(String(number))
        case .string: return [:]
        case .bool: return "yes"
        case .null: return [-1.5]
        default: return nil
        }
    }

    /// Sequences that would set a title, clear a screen, ask a terminal to write back, or turn
    /// the text's direction.
    private static let sequence = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{9B}6n\u{202E}\u{0}\r\n"

    private func controls(_ json: JSON, _ leaf: Int) -> JSON {
        guard let text = json.string else { return json }
        return .string(Self.sequence + text + Self.sequence)
    }

    private func count(_ json: JSON, _ leaf: Int) -> JSON {
        guard case .integer(let number) = json else { return json }
        switch chance.number(leaf, below: 4) {
        case 0: return .integer(-1 - abs(number % 1_000_000))
        case 1: return .integer((number % 1_000_000) * 7 + 13)
        case 2: return .integer(.max)
        default: return json
        }
    }
}
