import Domain

/// Looks for a customer or an order of unknown outcome among those that the vendor lists.
///
/// Neither vendor has a key under which a repetition would be recognised, nor keeps one of ours:
/// what is left is to compare. A customer is recognised by the digest of everything that was sent;
/// an order's purpose is not listed, so that orders can only look alike.
struct RecordLookup: Sendable {
    /// Lists customers; nil without DollarPe.
    var customers: (any CustomerDesk)?
    /// Lists orders; nil without Surepass.
    var stamps: (any StampDesk)?
    /// What is tracked already and so was made by something else.
    var known: Set<ItemKey>

    /// What was found.
    struct Finding: Equatable, Sendable {
        /// What it made, without doubt.
        var made: ItemKey?
        /// What it may have made.
        var alike: [ItemKey] = []
        /// Why not everything could be compared; nil when it could.
        var shortfall: String?
    }

    /// Looks for a customer or an order; nil for any other write.
    func find(_ record: WriteRecord) async throws(CheckFailure) -> Finding? {
        switch record.sort {
        case .customer:
            guard let customers else { return nil }
            let listing = try await customers.customers()
            let made = listing.entries.first { customer in
                Self.drafts(of: customer).contains { $0.digest == record.target }
            }
            return Finding(made: made?.key, shortfall: listing.shortfall)
        case .order:
            guard let stamps else { return nil }
            let day = CivilDate(
                daysSinceEpoch: Int(record.begunAt.milliseconds / 86_400_000))
            // The vendor's day may be another than ours.
            let listing = try await stamps.orders(
                from: day.adding(days: -1), to: day.adding(days: 1))
            let alike = listing.entries.filter {
                !known.contains($0.key) && Self.isAlike($0, record.masked)
            }
            return Finding(alike: alike.map(\.key), shortfall: listing.shortfall)
        case .report, .correction, .bulkVerification: return nil
        }
    }

    /// Everything that can have been sent to make this customer: what is optional may have been
    /// left out and filled in by the vendor.
    private static func drafts(of customer: Customer) -> [NewRecord] {
        guard let name = customer.fullName, let email = customer.email,
            let phone = customer.phone?.revealed(), let country = customer.fact("country")
        else { return [] }
        let digits = phone.hasPrefix("+91") ? String(phone.dropFirst(3)) : phone
        let references = [nil, customer.clientReferenceID]
        let residences = [nil, customer.fact("residence_alpha_3_country_code")]
        var all: [NewRecord] = []
        for reference in references {
            for residence in residences {
                for isNonResident in [nil, true, false] {
                    all.append(
                        .customer(
                            NewCustomer(
                                fullName: name, email: email, phone: Personal(digits),
                                country: country, clientReferenceID: reference,
                                isNonResident: isNonResident, residenceCountry: residence)))
                }
            }
        }
        return all
    }

    /// Whether an order has the state, article, amounts and number that were sent.
    private static func isAlike(_ order: StampOrder, _ sent: [Snapshot.Fact]) -> Bool {
        let listed: [(RecordField, String?)] = [
            (.state, order.state), (.article, order.articleID),
            (.amount, order.amount.map { String($0) }),
            (.consideration, order.considerationAmount.map { String($0) }),
            (.quantity, order.quantity.map { String($0) }), (.secondParty, order.secondParty),
        ]
        return listed.allSatisfy { field, value in
            guard let value else { return true }
            return sent.first { $0.name == field.rawValue }?.value == value
        }
    }
}

extension Customer {
    /// A value of the vendor's that is not masked.
    fileprivate func fact(_ name: String) -> String? {
        snapshot.facts.first { $0.name == name }?.value
    }
}
