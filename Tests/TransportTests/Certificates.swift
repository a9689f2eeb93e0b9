import Foundation
import TestSupport

/// A certificate authority of the test's own and certificates that are good and bad in one way
/// each, all with one key: made by openssl in a scratch folder.
struct Certificates: Sendable {
    private let folder: ScratchFolder

    /// The authority that a client may trust.
    var authority: String { "\(folder.path)/authority.pem" }
    var key: String { "\(folder.path)/server.key" }

    /// How a certificate is.
    enum Quality: String, CaseIterable {
        /// For localhost and 127.0.0.1, signed by the authority, valid today.
        case good
        /// The same until yesterday.
        case expired
        /// For another host.
        case elsewhere
        /// For this host, signed by itself.
        case ownWord
    }

    subscript(quality: Quality) -> String { "\(folder.path)/\(quality).pem" }

    /// One set for all tests.
    static func shared() async throws -> Certificates { try await made.value }
    private static let made = Task { try await Certificates() }
    private static let place = Result { try ScratchFolder() }

    private init() async throws {
        folder = try Self.place.get()
        // What is static never ends by itself.
        atexit {
            guard let folder = try? Certificates.place.get() else { return }
            try? FileManager.default.removeItem(atPath: folder.path)
        }
        let curve = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
        let here = "-subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1"
        let there = "-subj /CN=vendor.example -addext subjectAltName=DNS:vendor.example"
        let sign = "x509 -req -CA authority.pem -CAkey authority.key -copy_extensions copy"
        for line in [
            "req -x509 \(curve) -keyout authority.key -out authority.pem -subj /CN=Tests -days 30",
            "req -x509 \(curve) -keyout server.key -out ownWord.pem \(here) -days 30",
            "req -new -key server.key -out here.csr \(here)",
            "req -new -key server.key -out there.csr \(there)",
            "\(sign) -in here.csr -out good.pem -days 30",
            "\(sign) -in here.csr -out expired.pem -days -1",
            "\(sign) -in there.csr -out elsewhere.pem -days 30",
        ] { try await Tools.openssl(line, in: folder.path) }
    }
}
