/// A link as a vendor can fetch it: https, or http to this machine, without user info.
struct WebLink: Equatable {
    /// `https` or `http`.
    let scheme: String
    /// The host in lower case, without a port; an IPv6 address in brackets.
    let host: String
    /// What follows the last dot of the path's last part, in lower case; empty without one.
    let fileType: String

    /// Reads a link of printable ASCII (RFC 3986; other characters must be percent-encoded).
    init(_ text: String) throws(KYCRule.Violation) {
        guard text.utf8.allSatisfy(Self.isAllowed), let colon = text.firstRange(of: "://") else {
            throw KYCRule.Violation("Not a link")
        }
        scheme = text[..<colon.lowerBound].lowercased()
        let rest = text[colon.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        if authority.contains("@") {
            throw KYCRule.Violation("A link must not carry a user name or password")
        }
        guard let host = Self.host(of: authority) else { throw KYCRule.Violation("Not a link") }
        self.host = host
        guard scheme == "https" || scheme == "http" && Self.isLoopback(host) else {
            throw KYCRule.Violation("Only https is allowed")
        }
        let path = rest.dropFirst(authority.count).prefix { !"?#".contains($0) }
        let file = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let dot = file.lastIndex(of: ".")
        fileType =
            dot.map { $0 > file.startIndex ? file[$0...].dropFirst().lowercased() : "" } ?? ""
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte)
    }

    /// The host of `host`, `host:port` or `[IPv6]:port`; nil when it is none.
    private static func host(of authority: Substring) -> String? {
        var host = authority.lowercased()[...]
        var port: Substring?
        if host.first == "[" {
            guard let end = host.firstIndex(of: "]") else { return nil }
            let after = host[end...].dropFirst()
            guard after.isEmpty || after.first == ":" else { return nil }
            port = after.isEmpty ? nil : after.dropFirst()
            host = host[...end]
            guard host.utf8.count > 4, host.contains(":"),
                host.dropFirst().dropLast().allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
            else { return nil }
        } else {
            if let colon = host.firstIndex(of: ":") {
                port = host[colon...].dropFirst()
                host = host[..<colon]
            }
            let labels = host.split(separator: ".", omittingEmptySubsequences: false)
            guard labels.allSatisfy(isLabel) else { return nil }
        }
        if let port {
            guard port.utf8.allSatisfy(\.isASCIIDigit), let number = Int(port),
                (1...65535).contains(number)
            else { return nil }
        }
        return String(host)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy {
                $0.isASCIIDigit || $0.isASCIILetter || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: "_")
            }
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
