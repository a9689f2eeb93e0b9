import Cryptography
import Domain
import Vendors

extension VendorSet {
    /// Tells credentials apart without saying anything about them: a digest keyed by the secret
    /// itself, of which only a part is kept.
    static func credential(of vendor: Vendor, at baseURL: String, _ secrets: Secret...) -> String {
        let key = secrets.map { $0.revealed() }.joined(separator: "\u{0}")
        let digest = HMACSHA256.authenticate(
            Array("vigil credential \(vendor.rawValue) \(baseURL)".utf8), key: Array(key.utf8))
        return Encoding.hex(Array(digest.prefix(8)))
    }

    /// With which credential Deepvue is asked, and what its plan allows.
    static func account(
        of deepvue: Configuration.Deepvue, _ secrets: SecretResolver
    ) throws(ConfigurationFailure) -> VendorAccount {
        VendorAccount(
            credential: credential(
                of: .deepvue, at: deepvue.baseURL, try secrets.resolve(deepvue.clientID),
                try secrets.resolve(deepvue.clientSecret)),
            limits: deepvue.plan.limits)
    }

    /// Lets what goes out beside the checks count, and what vendors ask for hold, together with
    /// everybody on a store.
    func share(through repository: any SharedPolling) async {
        for meter in meters { await meter.share(through: repository) }
    }
}
