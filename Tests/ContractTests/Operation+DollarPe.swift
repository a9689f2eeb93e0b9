import Domain
import Vendors

extension Operation {
    private static func answer(_ receipt: KYCReceipt) -> Answer {
        Answer(receipt, receipt.status + (receipt.failureReason.map { ", because \($0)" } ?? ""))
    }

    static func requirements(of label: String) -> Operation {
        let id = Known.key(label).id
        return Operation("requirements of \(label)") { meeting async throws(CheckFailure) in
            let needs = try await meeting.dollarPe.requirements(forCustomer: id)
            return Answer(
                needs,
                needs.documentTypes.joined(separator: " ") + "; "
                    + needs.additionalFields.map { $0.name + ($0.isRequired ? "!" : "") }
                    .joined(separator: " ") + "; \(needs.rule)")
        }
    }

    static func submission(of label: String) -> KYCSubmission {
        KYCSubmission(
            customerID: Known.key(label).id, fullName: Personal("Asha R\u{101}o"),
            phone: Personal("9900000000"), fullAddress: Personal("1 Nowhere Road"),
            dateOfBirth: CivilDate(daysSinceEpoch: 0),
            registeredDate: CivilDate(daysSinceEpoch: 365), taxNumber: Personal("BBBPB0000B"),
            documentType: "AADHAAR",
            documentFrontImageURL: Personal("https://files.example/front.png"),
            documentBackImageURL: Personal("https://files.example/back.png"),
            documentNumber: Personal("123456789012"),
            selfieURL: Personal("https://files.example/selfie.png"), selfieVerified: true,
            additionalInfo: [
                (name: "profession", value: Personal("tester \u{1F600}")),
                (name: "income_range", value: Personal("0-1")),
            ])
    }

    static func submit(_ change: @escaping @Sendable (inout KYCSubmission) -> Void = { _ in })
        -> Operation
    {
        Operation("submit", isWrite: true) { meeting async throws(CheckFailure) in
            var submission = submission(of: "Exchange user 204")
            change(&submission)
            return answer(try await meeting.dollarPe.submit(submission))
        }
    }

    static let createCustomer = Operation("create customer", isWrite: true) {
        meeting async throws(CheckFailure) in
        let customer = try await meeting.dollarPe.createCustomer(
            NewCustomer(
                fullName: Personal("Asha R\u{101}o"), email: Personal("asha@example.org"),
                phone: Personal("9900000000"), country: "IND", clientReferenceID: "u-1"))
        return Answer(customer.snapshot, ", \(customer.clientReferenceID ?? "-")")
    }

    static let customer = Operation("customer") { meeting async throws(CheckFailure) in
        let id = Known.key("Exchange user 118").id
        let customer = try await meeting.dollarPe.customer(id)
        return Answer(
            customer.snapshot, customer.fullName?.isEmpty == false ? ", named" : "")
    }

    static let customers = Operation("customers") { meeting async throws(CheckFailure) in
        let list = try await meeting.dollarPe.customers()
        return Answer(
            list, "\(list.entries.count) customers" + (list.shortfall.map { ", \($0)" } ?? ""))
    }

    static let corrections: [(name: String, update: KYCUpdate)] = [
        (
            "document",
            .document(
                KYCUpdate.Document(
                    fullAddress: Personal("2 Nowhere Road"), type: "PASSPORT",
                    frontImageURL: Personal("https://files.example/f.png"),
                    backImageURL: Personal("https://files.example/b.png"),
                    number: Personal("Z0000001")))
        ),
        ("tax", .taxNumber(Personal("BBBPB0001B"))),
        ("selfie", .selfieURL(Personal("https://files.example/s.png"))),
        (
            "additional info",
            .additionalInfo([
                KYCUpdate.AdditionalValue(name: "profession", value: Personal("teacher")),
                KYCUpdate.AdditionalValue(name: "income_range", value: Personal("1-2")),
            ])
        ),
    ]

    static let updates = corrections.map { correction in
        Operation("update \(correction.name)", isWrite: true) {
            meeting async throws(CheckFailure) in
            answer(
                try await meeting.dollarPe.update(
                    correction.update, ofCustomer: Known.key("Exchange user 118").id))
        }
    }

    static let reset = Operation("reset", isWrite: true) { meeting async throws(CheckFailure) in
        answer(
            try await meeting.dollarPe.resetKYC(ofCustomer: Known.key("Exchange user 112").id))
    }

    /// All four corrections one after another; the last one's outcome.
    static let everyUpdate = Operation("all four updates", isWrite: true) {
        meeting async throws(CheckFailure) in
        for update in updates.dropLast() { _ = try await update.run(meeting) }
        return try await updates[3].run(meeting)
    }

    /// Three corrections, of which the first cures the failure, then a reset, a new submission
    /// and one more correction.
    static let updateAfterReset = Operation("update after a reset", isWrite: true) {
        meeting async throws(CheckFailure) in
        let label = "Exchange user 118"
        for _ in 0..<3 { _ = try await updates[0].run(meeting) }
        meeting.clock.pass(.seconds(20))
        let id = Known.key(label).id
        _ = try await meeting.dollarPe.resetKYC(ofCustomer: id)
        _ = try await meeting.dollarPe.submit(submission(of: label))
        return try await updates[0].run(meeting)
    }
}
