import HTTP

/// The text fields of a form, `application/x-www-form-urlencoded` or `multipart/form-data`.
struct FormFields {
    private var fields: [String: String] = [:]

    init(contentType: String, body: [UInt8]) {
        let text = String(decoding: body, as: UTF8.self)
        guard contentType.lowercased().hasPrefix("multipart/form-data") else {
            for pair in PercentEncoding.pairs(text) { fields[pair.name] = pair.value }
            return
        }
        guard let boundary = Self.parameter("boundary", of: contentType) else { return }
        for part in text.split(separator: "--" + boundary) {
            guard let gap = part.firstRange(of: "\r\n\r\n") else { continue }
            let head = part[..<gap.lowerBound]
            let disposition = head.split(separator: "\r\n").first {
                $0.lowercased().hasPrefix("content-disposition:")
            }
            guard let disposition, let name = Self.parameter("name", of: disposition) else {
                continue
            }
            let value = part[gap.upperBound...]
            fields[name] = String(value.hasSuffix("\r\n") ? value.dropLast() : value)
        }
    }

    subscript(name: String) -> String? { fields[name] }

    /// A parameter of a header's value, with or without quotes.
    private static func parameter(_ name: String, of value: some StringProtocol) -> String? {
        for piece in value.split(separator: ";").dropFirst() {
            let sides = piece.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].drop(while: \.isWhitespace).lowercased() == name
            else { continue }
            return String(sides[1]).split(separator: "\"").first.map(String.init) ?? ""
        }
        return nil
    }
}
