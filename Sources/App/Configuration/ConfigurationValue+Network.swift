import Domain
import Vendors
import YAML

extension ConfigurationValue {
    /// A vendor's base URL, without a `/` at its end: https, or http on this machine. It is never
    /// repeated in a message, because a password may have been written into it.
    func baseURL() throws(ConfigurationFailure) -> String {
        guard let text = node.text, let address = WebAddress(text), address.userInfo == nil,
            ["https", "http"].contains(address.scheme)
        else {
            throw mistyped(
                "https://HOST[:PORT][/PATH] without user, query and fragment", hidingText: true)
        }
        guard address.scheme == "https" || address.isLoopback else {
            throw failure(
                "\(name) must be https; http is for this machine only (127.0.0.1, [::1], localhost)"
            )
        }
        let port = address.port.map { ":\($0)" } ?? ""
        return address.scheme + "://" + address.host + port + address.path
    }

    /// Hosts that files may come from: `host`, `host:port` or `*.suffix`, in lower case.
    func hosts() throws(ConfigurationFailure) -> [String] {
        let form = "a list of host, host:port or *.suffix"
        var hosts: [String] = []
        for value in try list(form) {
            let text = try value.text(form)
            let isSuffix = text.hasPrefix("*.")
            let suffix = isSuffix ? text.dropFirst(2) : text[...]
            // A suffix of one label would let in everything under .com.
            guard let (_, port) = WebAddress.hostAndPort(suffix),
                !isSuffix || (port == nil && suffix.contains("."))
            else { throw value.mistyped(form) }
            hosts.append(text.lowercased())
        }
        return hosts
    }

    /// A method and a path, such as `GET /api/v1/report`.
    func route() throws(ConfigurationFailure) -> SurepassRoute {
        guard let route = SurepassRoute(node.text ?? "") else {
            throw mistyped("GET or POST and a path, such as \"GET /api/v1/report\"")
        }
        return route
    }

    /// A proxy's URL. It may carry a password and is therefore a secret itself.
    func proxy() throws(ConfigurationFailure) -> Secret {
        document.metSecret(at: keys)
        guard let text = node.text, let address = WebAddress(text), address.path.isEmpty,
            ["http", "https", "socks5", "socks5h"].contains(address.scheme)
        else { throw mistyped("http://HOST:PORT, or https, socks5 or socks5h", hidingText: true) }
        if address.userInfo?.contains(":") == true { document.metPlainSecret() }
        return Secret(text)
    }
}
