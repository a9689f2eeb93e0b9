import Cryptography

/// Links to report files that are good for ten minutes by the clock on the wall, like the
/// vendor's presigned ones.
struct ReportLink: Sendable {
    static let path = "/bulk-usage-reports/"
    private static let life: Int64 = 600

    let world: World

    func url(host: String, id: String, at now: Int64) -> String {
        let date = now / 1_000
        return "http://\(host)\(Self.path)\(id).csv?X-Amz-Date=\(date)"
            + "&X-Amz-Expires=\(Self.life)&X-Amz-Signature=\(signature(id, date))"
    }

    func isGood(_ call: Call) -> Bool {
        guard let date = call.query("X-Amz-Date").flatMap({ Int64($0) }),
            call.query("X-Amz-Signature") == signature(call.parameter, date)
        else { return false }
        return (0..<Self.life).contains(call.now / 1_000 - date)
    }

    private func signature(_ id: String, _ date: Int64) -> String {
        let key = Array("\(world.configuration.seed)|\(Self.path)".utf8)
        return Encoding.hex(HMACSHA256.authenticate(Array("\(id)|\(date)".utf8), key: key))
    }
}
