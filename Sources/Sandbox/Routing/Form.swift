import HTTP

/// The fields of a form, `application/x-www-form-urlencoded` or `multipart/form-data`.
struct Form {
    /// One field.
    struct Field {
        let name: String
        /// Nil for a field that is no file.
        let fileName: String?
        let bytes: [UInt8]
    }

    private var fields: [Field] = []

    init(contentType: String, body: [UInt8]) {
        guard contentType.lowercased().hasPrefix("multipart/form-data") else {
            let text = String(decoding: body, as: UTF8.self)
            fields = PercentEncoding.pairs(text).map {
                Field(name: $0.name, fileName: nil, bytes: Array($0.value.utf8))
            }
            return
        }
        guard let boundary = Self.parameter("boundary", of: contentType) else { return }
        fields = Self.parts(of: body, boundary: Array("--\(boundary)".utf8)).compactMap(Self.field)
    }

    /// The field of that name.
    func field(_ name: String) -> Field? { fields.last { $0.name == name } }

    /// The text of the field of that name.
    subscript(name: String) -> String? {
        field(name).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// What stands between two boundaries at the beginning of a line, without its line breaks.
    private static func parts(of body: [UInt8], boundary: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var from = 0
        while let place = body.place(of: boundary, from: from) {
            from = place + boundary.count
            let isAtLineStart = place == 0 || (place >= 2 && body[place - 1] == 10)
            guard isAtLineStart else { continue }
            if let start, place - 2 >= start { parts.append(body[start..<place - 2]) }
            // Behind the boundary's own line break.
            start = min(from + 2, body.count)
        }
        return parts
    }

    private static func field(_ part: ArraySlice<UInt8>) -> Field? {
        let part = Array(part)
        guard let gap = part.place(of: Array("\r\n\r\n".utf8), from: 0) else { return nil }
        let head = String(decoding: part[..<gap], as: UTF8.self)
        let disposition = head.split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("content-disposition:")
        }
        guard let disposition, let name = parameter("name", of: disposition) else { return nil }
        return Field(
            name: name, fileName: parameter("filename", of: disposition),
            bytes: Array(part[(gap + 4)...]))
    }

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

extension [UInt8] {
    /// Where a non-empty pattern begins, at or after a place.
    fileprivate func place(of pattern: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return nil }
        return withUnsafeBufferPointer { bytes in
            var place = start
            while place + pattern.count <= bytes.count {
                if bytes[place] == first,
                    bytes[place..<place + pattern.count].elementsEqual(pattern)
                {
                    return place
                }
                place += 1
            }
            return nil
        }
    }
}
