import Cryptography
import HTTP

/// Links to files that are good for ten minutes by the clock on the wall, like the presigned
/// ones of the vendors' stores.
struct SignedLink: Sendable {
    private static let life: Int64 = 600

    let world: World

    func url(host: String, path: String, at now: Int64) -> String {
        let date = now / 1_000
        return "http://\(host)\(path)?X-Amz-Date=\(date)&X-Amz-Expires=\(Self.life)"
            + "&X-Amz-Signature=\(signature(path, date))"
    }

    func isGood(_ call: Call) -> Bool {
        let path = call.request.url.prefix { $0 != "?" }
        guard let date = call.query("X-Amz-Date").flatMap({ Int64($0) }),
            call.query("X-Amz-Signature") == signature(String(path), date)
        else { return false }
        return (0..<Self.life).contains(call.now / 1_000 - date)
    }

    private func signature(_ path: String, _ date: Int64) -> String {
        let key = Array("\(world.configuration.seed)|signed links".utf8)
        return Encoding.hex(HMACSHA256.authenticate(Array("\(path)|\(date)".utf8), key: key))
    }
}
