import Glibc

/// Opens the socket a server listens on.
///
/// The library could do this itself, but it does not tell why when it fails.
enum ListeningSocket {
    /// A listening socket on a numeric IPv4 or IPv6 address and the port it got
    /// (getaddrinfo, bind, listen, getsockname).
    static func open(
        host: String, port: UInt16
    ) throws(HTTPServerFailure) -> (descriptor: Int32, port: UInt16) {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let found else {
            throw HTTPServerFailure(
                .badAddress,
                message: "the host is not an IP address such as 127.0.0.1 or ::1")
        }
        defer { freeaddrinfo(found) }
        let address = found.pointee
        let kind = address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.ai_family, kind, address.ai_protocol)
        guard descriptor >= 0 else { throw failure(errno, host: host, port: port) }
        // A port that was in use a moment ago may be taken again at once.
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0,
            listen(descriptor, SOMAXCONN) == 0
        else {
            let code = errno
            close(descriptor)
            throw failure(code, host: host, port: port)
        }
        return (descriptor, boundPort(of: descriptor))
    }

    /// IPv4 and IPv6 addresses keep the port in the same place, in network order.
    private static func boundPort(of descriptor: Int32) -> UInt16 {
        var address = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        withUnsafeMutablePointer(to: &address) { start in
            start.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(descriptor, $0, &size)
            }
        }
        return UInt16(bigEndian: address.sin6_port)
    }

    private static func failure(_ code: Int32, host: String, port: UInt16) -> HTTPServerFailure {
        switch code {
        case EADDRINUSE:
            HTTPServerFailure(
                .portInUse, message: "port \(port) on \(host) is in use by another program")
        case EADDRNOTAVAIL, EAFNOSUPPORT:
            HTTPServerFailure(.badAddress, message: "\(host) is not an address of this machine")
        case EACCES:
            HTTPServerFailure(
                .notAllowed, message: "this user may not listen on port \(port) of \(host)")
        default:
            HTTPServerFailure(
                .system, message: "cannot listen on \(host): \(String(cString: strerror(code)))")
        }
    }
}
