import Domain
import Testing
import Vendors

/// One call of a client and what is told of its answer.
struct Operation: Sendable, CustomTestStringConvertible {
    let name: String
    /// Whether it changes something at the vendor.
    let isWrite: Bool
    let run: @Sendable (Meeting) async throws(CheckFailure) -> Answer

    init(
        _ name: String, isWrite: Bool = false,
        _ run: @escaping @Sendable (Meeting) async throws(CheckFailure) -> Answer
    ) {
        self.name = name
        self.isWrite = isWrite
        self.run = run
    }

    var testDescription: String { name }

    /// The class, the status, and for a write whether it may have arrived.
    func describe(_ failure: CheckFailure) -> String {
        var text = failure.reason.rawValue
        if let status = failure.httpStatus { text += " \(status)" }
        if let seconds = failure.retryAfter { text += ", retry after \(seconds)" }
        if isWrite, failure.mayHaveArrived { text += ", may have arrived" }
        return text
    }
}

extension Operation {
    static func check(_ label: String) -> Operation {
        let key = Known.key(label)
        return Operation("check \(label)") { meeting async throws(CheckFailure) in
            Answer(try await meeting.client(of: key.kind).check(key))
        }
    }

    static func check(_ name: String, _ kind: Kind, id: String) -> Operation {
        Operation("check \(name)") { meeting async throws(CheckFailure) in
            guard let key = ItemKey(kind: kind, id: id) else { return Answer(0, "no key") }
            return Answer(try await meeting.client(of: kind).check(key))
        }
    }

    // MARK: Reap and Deepvue

    static let people = UploadFile(
        name: "people.csv", bytes: Array("externalId,shareToken\na,b\nc,d\n".utf8))
    static let addresses = UploadFile(name: "upi.csv", bytes: Array("vpa\na@b\nc@d\n".utf8))

    private static func answer(_ receipt: UploadReceipt) -> Answer {
        Answer(
            receipt,
            "\(receipt.batch?.kind.rawValue ?? "no batch") \(receipt.vendorState ?? "-")"
                + " \(receipt.total.map(String.init) ?? "-")"
                + (receipt.wasAlreadyUploaded ? ", already there" : ""))
    }

    static let reapUpload = Operation("reap upload", isWrite: true) {
        meeting async throws(CheckFailure) in
        answer(try await meeting.reap.upload(people, idempotencyKey: "key-1"))
    }

    static let deepvueUpload = Operation("deepvue upload", isWrite: true) {
        meeting async throws(CheckFailure) in
        answer(try await meeting.deepvue.upload(addresses, idempotencyKey: "key-1"))
    }

    static func result(_ label: String) -> Operation {
        let key = Known.key(label)
        return Operation("result of \(label)") { meeting async throws(CheckFailure) in
            let desk: any ResultDesk = key.kind == .deepvue ? meeting.deepvue : meeting.surepass
            let file = try await desk.result(of: key, sizeLimit: ResultFile.standardLimit)
            guard let file else { return Answer(0, "none") }
            let lines = file.bytes.split(separator: UInt8(ascii: "\n")).count
            return Answer(lines, "\(lines) lines")
        }
    }

    // MARK: Surepass

    static let startReport = Operation("start report", isWrite: true) {
        meeting async throws(CheckFailure) in
        let order = Known.key("Franchise papers")
        let report = try await meeting.surepass.startReport(on: order)
        return Answer(report.id, report.kind.rawValue)
    }

    /// The report is asked for at once, when the vendor may not know it.
    static let startAndCheckReport = Operation("start report and check it") {
        meeting async throws(CheckFailure) in
        let order = Known.key("Franchise papers")
        let report = try await meeting.surepass.startReport(on: order)
        return Answer(try await meeting.surepass.check(report))
    }

    static func order(state: String = "DL", articleID: Int = 22_128) -> Operation {
        Operation("order", isWrite: true) { meeting async throws(CheckFailure) in
            let order = try await meeting.surepass.order(
                StampOrderRequest(
                    firstParty: Personal("Asha R\u{101}o"), secondParty: "Borrower",
                    state: state, articleID: articleID, amount: 100, considerationAmount: 0,
                    quantity: 3, description: "Loan", courierAddress: Personal("1 Nowhere Road")))
            return Answer(
                order,
                "\(order.key.kind.rawValue) \(order.quantity ?? -1) \(order.state ?? "-")"
                    + " \(order.articleID ?? "-") \(order.amount ?? -1)"
                    + " \(order.firstParty?.revealed() == "Asha R\u{101}o")")
        }
    }

    static let orders = Operation("orders") { meeting async throws(CheckFailure) in
        let today = Timestamp(milliseconds: meeting.clock.now).milliseconds / 86_400_000
        let list = try await meeting.surepass.orders(
            from: CivilDate(daysSinceEpoch: Int(today) - 60),
            to: CivilDate(daysSinceEpoch: Int(today) + 2))
        return Answer(
            list, "\(list.entries.count) orders" + (list.shortfall.map { ", \($0)" } ?? ""))
    }

    static let stamp = Operation("stamp") { meeting async throws(CheckFailure) in
        let order = try await meeting.surepass.check(Known.key("Franchise papers"))
        guard let id = order.groups?.available.stamps.first else { return Answer(0, "no stamp") }
        let stamp = try await meeting.surepass.stamp(id)
        return Answer(
            stamp,
            "\(stamp.status) \(stamp.state ?? "-") \(stamp.certificates.count) certificate"
                + (stamp.hasDocument ? ", document" : ""))
    }

    static let stock = Operation("stock") { meeting async throws(CheckFailure) in
        let stock = try await meeting.surepass.stock()
        func sum(_ holdings: [StampStock.Holding]) -> Int { holdings.reduce(0) { $0 + $1.count } }
        return Answer(
            stock,
            "\(sum(stock.pending)) pending, \(sum(stock.available)) available, "
                + "\(sum(stock.onHold)) on hold")
    }

    static let articles = Operation("articles") { meeting async throws(CheckFailure) in
        let articles = try await meeting.surepass.articles(ofState: "DL")
        return Answer(
            articles, articles.map { "\($0.id) \($0.code ?? "-")" }.joined(separator: ", "))
    }

    static let balance = Operation("balance") { meeting async throws(CheckFailure) in
        let balance = try await meeting.surepass.balance()
        return Answer(balance, "\(balance)")
    }
}
