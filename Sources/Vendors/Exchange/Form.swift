import Cryptography
import Domain
import HTTP

/// Names and values, and files, as the body of a POST.
struct Form: Equatable {
    let contentType: String
    let body: [UInt8]

    /// `application/x-www-form-urlencoded`.
    init(urlencoded fields: [(String, String)]) {
        contentType = "application/x-www-form-urlencoded"
        let pairs = fields.map { "\(PercentEncoding.encode($0))=\(PercentEncoding.encode($1))" }
        body = Array(pairs.joined(separator: "&").utf8)
    }

    /// `multipart/form-data` (RFC 7578) of texts.
    init(multipart fields: [(String, String)]) {
        self.init(
            parts: fields.map { name, value in
                ("Content-Disposition: form-data; name=\"\(name)\"\r\n", Array(value.utf8))
            })
    }

    /// `multipart/form-data` of one CSV file under a field's name.
    init(_ field: String, csv file: UploadFile) {
        self.init(parts: [
            (
                "Content-Disposition: form-data; name=\"\(field)\"; "
                    + "filename=\"\(Self.plainName(file.name))\"\r\nContent-Type: text/csv\r\n",
                file.bytes
            )
        ])
    }

    /// The boundary follows from the contents, so that it cannot stand in them and the same form
    /// is the same bytes, also when it is sent again.
    private init(parts: [(head: String, content: [UInt8])]) {
        let contents = Array(parts.map(\.content).joined(separator: [0x0A]))
        let boundary = "vigil-" + Encoding.hex(SHA256.digest(contents)).prefix(32)
        contentType = "multipart/form-data; boundary=\(boundary)"
        var body: [UInt8] = []
        body.reserveCapacity(contents.count + 200 * (parts.count + 1))
        for part in parts {
            body += "--\(boundary)\r\n\(part.head)\r\n".utf8
            body += part.content
            body += "\r\n".utf8
        }
        body += "--\(boundary)--\r\n".utf8
        self.body = body
    }

    /// A file's name in characters that need no quoting in a header.
    private static func plainName(_ name: String) -> String {
        let plain = name.unicodeScalars.map { scalar in
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || "0123456789._-".contains(Character(scalar)))
            return isPlain ? Character(scalar) : "_"
        }
        return plain.isEmpty ? "upload.csv" : String(plain.prefix(100))
    }
}
