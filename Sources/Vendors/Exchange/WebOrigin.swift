/// Whom a URL leads to: the scheme, the host and the port.
struct WebOrigin: Equatable {
    /// `https` or `http`.
    let scheme: String
    /// A name, an IPv4 address or an IPv6 address in brackets, in lower case.
    let host: String
    /// The scheme's own where none is written.
    let port: Int
    /// Whether a user name or a password stands before the host.
    let hasUserInfo: Bool

    /// Reads an absolute URL of printable ASCII; nil for anything that two readers could
    /// understand differently, such as a backslash or a percent sign in the host.
    init?(_ url: String) {
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            let colon = url.firstRange(of: "://")
        else { return nil }
        scheme = url[..<colon.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { return nil }
        let authority = url[colon.upperBound...].prefix { !"/?#".contains($0) }
        let parts = authority.split(
            separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        hasUserInfo = parts.count > 1
        var name = parts[parts.count - 1].lowercased()[...]
        var number: Int? = scheme == "https" ? 443 : 80
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("]") {
            let digits = name[colon...].dropFirst()
            number = digits.utf8.allSatisfy({ (48...57).contains($0) }) ? Int(digits) : nil
            name = name[..<colon]
        }
        guard let number, (1...65535).contains(number), Self.isHost(name) else { return nil }
        host = String(name)
        port = number
    }

    /// Whether it is this machine.
    var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in UInt8(part).map(String.init) == String(part) }
    }

    private static func isHost(_ name: Substring) -> Bool {
        if name.hasPrefix("["), name.hasSuffix("]"), name.utf8.count > 4 {
            return name.dropFirst().dropLast().allSatisfy {
                $0.isHexDigit || $0 == ":" || $0 == "."
            }
        }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty
                && label.utf8.allSatisfy { byte in
                    switch byte {
                    case 45, 95, 48...57, 97...122: true
                    default: false
                    }
                }
        }
    }
}
