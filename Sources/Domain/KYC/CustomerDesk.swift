/// A vendor that keeps customers and takes corrections of their KYC.
public protocol CustomerDesk: Sendable {
    /// Makes a customer, once. A failure with `mayHaveArrived` has an unknown outcome, to be
    /// looked up in `customers`.
    func createCustomer(_ customer: NewCustomer) async throws(CheckFailure) -> Customer

    /// Reads one customer.
    func customer(_ id: String) async throws(CheckFailure) -> Customer

    /// Reads all customers.
    func customers() async throws(CheckFailure) -> Listing<Customer>

    /// Sends a correction, once; each counts towards the vendor's limit. What the vendor answers
    /// is not the outcome: the customer has to be read afterwards.
    func update(
        _ update: KYCUpdate, ofCustomer id: String
    ) async throws(CheckFailure) -> KYCReceipt

    /// Takes a verified customer back to unverified, which cannot be undone.
    func resetKYC(ofCustomer id: String) async throws(CheckFailure) -> KYCReceipt
}
