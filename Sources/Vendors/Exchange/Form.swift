import Cryptography
import HTTP

/// Names and values as the body of a POST.
struct Form: Equatable {
    let contentType: String
    let body: [UInt8]

    /// `application/x-www-form-urlencoded`.
    init(urlencoded fields: [(String, String)]) {
        contentType = "application/x-www-form-urlencoded"
        let pairs = fields.map { "\(PercentEncoding.encode($0))=\(PercentEncoding.encode($1))" }
        body = Array(pairs.joined(separator: "&").utf8)
    }

    /// `multipart/form-data` (RFC 7578). The boundary follows from the values, so that it cannot
    /// stand in them and the same form is the same bytes.
    init(multipart fields: [(String, String)]) {
        let values = fields.map(\.1).joined(separator: "\n")
        let boundary = "vigil-" + Encoding.hex(SHA256.digest(Array(values.utf8))).prefix(32)
        contentType = "multipart/form-data; boundary=\(boundary)"
        let parts = fields.map { name, value in
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        body = Array((parts.joined() + "--\(boundary)--\r\n").utf8)
    }
}
