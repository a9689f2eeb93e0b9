/// One vendor's API as Vigil needs it for watching.
public protocol VendorClient: Sendable {
    /// The company.
    var vendor: Vendor { get }

    /// With which credential it asks, and what that may use; by default not known and unlimited.
    var account: VendorAccount { get }

    /// Until when what it asks with is good, as far as that is known; by default it is not.
    func credentialEnd() async -> CredentialEnd?

    /// Asks the vendor how far one piece of work is.
    func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot
}

extension VendorClient {
    /// Not known, and unlimited.
    public var account: VendorAccount { VendorAccount() }

    /// Not known.
    public func credentialEnd() async -> CredentialEnd? { nil }
}

/// A vendor that makes usage reports on e-stamp orders.
public protocol ReportDesk: Sendable {
    /// Starts a usage report on an order and gives the report's key. Each call makes a report.
    func startReport(on order: ItemKey) async throws(CheckFailure) -> ItemKey
}

/// A vendor that takes people's KYC.
public protocol KYCDesk: Sendable {
    /// What the vendor demands of one customer's submission.
    func requirements(forCustomer id: String) async throws(CheckFailure) -> KYCRequirements

    /// Sends one submission, once. A failure with `mayHaveArrived` has an unknown outcome and
    /// must be looked up, never sent again blindly.
    func submit(_ submission: KYCSubmission) async throws(CheckFailure) -> KYCReceipt
}
