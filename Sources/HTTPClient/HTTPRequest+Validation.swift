import HTTP

extension HTTPRequest {
    /// Refuses what would say something else on the wire than it says here: line breaks and other
    /// control characters in the method, the URL or a header.
    func validate() throws(TransportFailure) {
        guard !method.isEmpty, method.utf8.allSatisfy(Self.isTokenByte) else {
            throw .notSent("the request's method is not a word")
        }
        guard !url.isEmpty, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .notSent("the request's address has characters that no address has")
        }
        for field in headers.fields {
            guard !field.name.isEmpty, field.name.utf8.allSatisfy(Self.isTokenByte),
                field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
            else { throw .notSent("a header of the request has characters that no header has") }
        }
    }

    /// Whether it goes unencrypted.
    var isPlain: Bool {
        // No other character of an address becomes one of these by the bit for small letters.
        url.utf8.prefix(7).lazy.map { $0 | 0x20 }.elementsEqual("http://".utf8)
    }

    /// Host and port as the URL has them, for messages; never its path, query or user.
    var authority: String {
        var url = url
        return url.withUTF8 { url in
            let slash = UInt8(ascii: "/")
            let start = url.firstIndex(of: slash).map { first in
                url[first...].firstIndex { $0 != slash } ?? url.endIndex
            }
            let address = url[(start ?? url.endIndex)...].prefix { byte in
                byte != slash && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
            }
            let user = address.lastIndex(of: UInt8(ascii: "@"))
            let host = user.map { address[($0 + 1)...] } ?? address
            return host.isEmpty ? "the server" : String(decoding: host, as: UTF8.self)
        }
    }

    /// The whole time limit; libcurl takes 0 for none, so at least 1.
    var milliseconds: Int { timeout.wholeMilliseconds }

    /// The limit for reaching the server at all.
    var connectMilliseconds: Int { min(milliseconds, 10_000) }

    /// RFC 9110, section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

extension Duration {
    /// Milliseconds from 1 to some eleven days, as libcurl's limits take them.
    var wholeMilliseconds: Int {
        guard components.seconds < 1_000_000 else { return 1_000_000_000 }
        let rest = components.attoseconds / 1_000_000_000_000_000
        return max(1, Int(components.seconds) * 1000 + Int(rest))
    }
}
