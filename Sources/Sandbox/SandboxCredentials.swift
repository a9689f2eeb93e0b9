/// What clients present to the sandbox: no secrets, and they look it.
public struct SandboxCredentials: Equatable, Sendable {
    /// Reap's `x-reap-api-key`.
    public var reapAPIKey: String
    /// Surepass's bearer token.
    public var surepassToken: String
    /// Deepvue's `client_id`.
    public var deepvueClientID: String
    /// Deepvue's `client_secret`, also its `x-api-key`.
    public var deepvueClientSecret: String
    /// DollarPe's `X-API-KEY`.
    public var dollarPeAPIKey: String
    /// The key of DollarPe's signatures.
    public var dollarPeAPISecret: String

    /// Credentials of all four vendors.
    public init(
        reapAPIKey: String, surepassToken: String, deepvueClientID: String,
        deepvueClientSecret: String, dollarPeAPIKey: String, dollarPeAPISecret: String
    ) {
        self.reapAPIKey = reapAPIKey
        self.surepassToken = surepassToken
        self.deepvueClientID = deepvueClientID
        self.deepvueClientSecret = deepvueClientSecret
        self.dollarPeAPIKey = dollarPeAPIKey
        self.dollarPeAPISecret = dollarPeAPISecret
    }

    /// The ones every sandbox takes unless told otherwise.
    public static let demo = SandboxCredentials(
        reapAPIKey: "reap_demo_key", surepassToken: "surepass_demo_token",
        deepvueClientID: "deepvue_demo_id", deepvueClientSecret: "deepvue_demo_secret",
        dollarPeAPIKey: "dollarpe_demo_key", dollarPeAPISecret: "dollarpe_demo_secret")
}
