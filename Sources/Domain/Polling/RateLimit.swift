/// So many requests within so long: one window of a vendor's rate limit.
public struct RateLimit: Hashable, Sendable {
    /// The window's length.
    public var window: Duration
    /// The requests allowed within any stretch of that length.
    public var requests: Int

    /// A limit.
    public init(_ requests: Int, in window: Duration) {
        self.requests = requests
        self.window = window
    }
}

/// With which credential a vendor is asked, and what that credential may use.
public struct VendorAccount: Equatable, Sendable {
    /// Tells credentials apart: a digest that says nothing about the secret; empty when unknown.
    public var credential: String
    /// The vendor's limits for this credential; none when it names none.
    public var limits: [RateLimit]

    /// An account.
    public init(credential: String = "", limits: [RateLimit] = []) {
        self.credential = credential
        self.limits = limits
    }
}
