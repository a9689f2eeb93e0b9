import Glibc

/// The parts of an absolute URL that has neither query nor fragment.
struct WebAddress: Equatable {
    /// In lower case, such as `https`.
    let scheme: String
    /// What stands before `@`, if anything does.
    let userInfo: String?
    /// A name or an IPv4 address in lower case, or an IPv6 address in brackets.
    let host: String
    /// 1 to 65535, or nil for the scheme's own.
    let port: Int?
    /// Empty, or from `/` on, without a `/` at its end.
    let path: String

    /// Takes a URL apart; nil when it is none.
    init?(_ text: String) {
        let forbidden = "\"<>\\^`{|}?#"
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !text.contains(where: forbidden.contains), let colon = text.firstIndex(of: ":"),
            text[colon...].hasPrefix("://")
        else { return nil }
        scheme = text[..<colon].lowercased()
        let rest = text[colon...].dropFirst(3)
        let authority = rest.prefix { $0 != "/" }
        var path = rest[authority.endIndex...]
        while path.hasSuffix("/") { path = path.dropLast() }
        self.path = String(path)

        let at = authority.lastIndex(of: "@")
        userInfo = at.map { String(authority[..<$0]) }
        let hostAndPort = at.map { authority[$0...].dropFirst() } ?? authority
        guard let (host, port) = Self.hostAndPort(hostAndPort) else { return nil }
        self.host = host
        self.port = port
    }

    /// Whether only this machine can be meant: 127.0.0.0/8, ::1 or `localhost`.
    var isLoopback: Bool {
        if host == "localhost" { return true }
        if host.hasPrefix("[") {
            return Self.ipv6(host.dropFirst().dropLast()) == Self.ipv6Loopback
        }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { part in
            UInt8(part).flatMap { String($0) == part ? $0 : nil }
        }
        return numbers.count == 4 && numbers.first == 127 && !numbers.contains(nil)
    }

    /// Reads `host` or `host:port`; nil when it is neither.
    static func hostAndPort(_ text: Substring) -> (host: String, port: Int?)? {
        var host = text
        var port: Int?
        if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
            let digits = text[colon...].dropFirst()
            guard digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits),
                (1...65535).contains(number)
            else { return nil }
            host = text[..<colon]
            port = number
        }
        if host.hasPrefix("[") && host.hasSuffix("]") {
            guard ipv6(host.dropFirst().dropLast()) != nil else { return nil }
        } else if !isName(host) {
            return nil
        }
        return (host.lowercased(), port)
    }

    /// Whether the text has the form of a host name or of an IPv4 address.
    private static func isName(_ text: Substring) -> Bool {
        text.utf8.count <= 253
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { byte in
                        switch byte {
                        case 45, 48...57, 65...90, 97...122: true
                        default: false
                        }
                    }
            }
    }

    private static let ipv6Loopback = [UInt8](repeating: 0, count: 15) + [1]

    /// The sixteen bytes of an IPv6 address (inet_pton).
    private static func ipv6(_ text: Substring) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET6, String(text), &bytes) == 1 ? bytes : nil
    }
}
