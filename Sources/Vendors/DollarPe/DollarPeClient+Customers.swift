public import Domain
import JSON

extension DollarPeClient: CustomerDesk {
    /// Makes a customer, once: `POST /customer/create`.
    public func createCustomer(_ customer: NewCustomer) async throws(CheckFailure) -> Customer {
        let (response, data) = try await write(
            .createCustomer, "POST", "/customer/create", customer.dollarPeBody,
            hiding: customer.personalTexts, readingTo: "/customer/list")
        guard let made = Customer(dollarPe: data) else {
            throw exchange.malformed(response, "without a customer id")
        }
        return made
    }

    /// Reads one customer: `GET /customer/{customer_id}`.
    public func customer(_ id: String) async throws(CheckFailure) -> Customer {
        try await exchange.perform(.lookUp) { _ throws(CheckFailure) in
            let (response, data) = try await get(url(Self.customer(id)))
            guard let customer = Customer(dollarPe: data) else {
                throw exchange.malformed(response, "without a customer id and a status")
            }
            guard customer.key.id == id.lowercased() else { throw exchange.mismatch(response) }
            return customer
        }
    }

    /// Reads all customers: `GET /customer/list`, whose `next` is followed on the configured host
    /// only, because the key and a signature go along.
    public func customers() async throws(CheckFailure) -> Listing<Customer> {
        try await exchange.perform(.lookUp) { _ throws(CheckFailure) in
            var listing = Listing<Customer>(entries: [])
            var known: Set<ItemKey> = []
            var visited: Set<String> = []
            var unread = 0
            var page: String? = url("/customer/list")
            while let next = page {
                visited.insert(next)
                let (response, data) = try await get(next)
                guard let entries = data["results"]?.array else {
                    throw exchange.malformed(response, "without a list of customers")
                }
                let customers = entries.compactMap { Customer(dollarPe: $0) }
                unread += entries.count - customers.count
                listing.entries += customers.filter { known.insert($0.key).inserted }
                page = data["next"]?.string.flatMap { $0.isEmpty ? nil : $0 }
                if let page, let obstacle = obstacle(to: page, visited) {
                    listing.shortfall = obstacle
                    return listing
                }
            }
            if unread > 0 { listing.shortfall = "\(unread) customers could not be read" }
            return listing
        }
    }

    /// Corrects a part of a KYC, once: `PATCH /kyc/update-…`.
    public func update(
        _ update: KYCUpdate, ofCustomer id: String
    ) async throws(CheckFailure) -> KYCReceipt {
        try await receipt(
            .update, "PATCH", update.dollarPePath, update.dollarPeBody(customer: id), customer: id,
            hiding: update.personalTexts)
    }

    /// Takes a verified customer back, once: `POST /kyc/reset-kyc`.
    public func resetKYC(ofCustomer id: String) async throws(CheckFailure) -> KYCReceipt {
        try await receipt(
            .reset, "POST", "/kyc/reset-kyc", ["customer_id": .string(id)], customer: id,
            hiding: [])
    }

    /// Why the list is not followed to a page.
    private func obstacle(to page: String, _ visited: Set<String>) -> String? {
        if !exchange.base.hasOrigin(of: page) {
            return "the next page is on another host than the configured one and was not asked for"
        }
        if visited.contains(page) { return "the vendor's pages repeat" }
        return visited.count >= 1000 ? "the list has more than \(visited.count) pages" : nil
    }
}
