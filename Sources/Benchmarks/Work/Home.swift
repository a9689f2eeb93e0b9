import Domain
import Glibc
import Store

/// A folder with a configuration and a store of invented items.
struct Home {
    /// The folder.
    let path: String

    init(path: String) throws {
        self.path = path
        guard mkdir(path, 0o700) == 0 else { throw BenchmarkFailure("\(path) cannot be made") }
    }

    /// The arguments with which the program finds its files here.
    var arguments: [String] { ["--config", "\(path)/config.yaml", "--store", store] }

    /// The store's file.
    var store: String { "\(path)/vigil.db" }

    /// Writes a configuration in which Reap and Surepass are at `port` of this machine, and
    /// Deepvue and DollarPe too when `asksAll`, which are asked every ten seconds.
    func configure(port: UInt16, every: String, asksAll: Bool = false) throws {
        func cadence(_ every: String) -> String {
            "{first: \(every), every: \(every), overdue_after: 300d, "
                + "then_every: \(every), stuck_after: 300d}"
        }
        let address = "base_url: \"http://127.0.0.1:\(port)\""
        var vendors = """
              reap: {\(address), api_key: benchmark}
              surepass: {\(address), token: benchmark}

            """
        var polling = "reap: \(cadence(every)), stamps: \(cadence(every))"
        if asksAll {
            vendors += """
                  deepvue: {\(address), client_id: id, client_secret: benchmark, plan: enterprise}
                  dollarpe: {\(address), api_key: benchmark, api_secret: benchmark}

                """
            polling += ", deepvue: \(cadence("10s")), kyc: \(cadence("10s"))"
        }
        try write("vendors:\n\(vendors)polling: {\(polling)}\n", to: "config.yaml")
    }

    /// Writes a file that others cannot read.
    func write(_ text: String, to name: String) throws {
        let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let bytes = Array(text.utf8)
        guard file >= 0, Glibc.write(file, bytes, bytes.count) == bytes.count else {
            throw BenchmarkFailure("\(path)/\(name) cannot be written")
        }
        close(file)
    }

    /// Tracks items of which every second one goes on and the others are done; the first are asked
    /// about at once when they are due, else one after the other over so many seconds from now on.
    func fill(items: Int, isDue: Bool = false, over seconds: Int = 0) async throws {
        let store = try SQLiteStore(path: store)
        let now = Home.now()
        for number in 0..<items {
            guard let key = ItemKey(kind: .reap, id: Home.batchID(number)) else { continue }
            let begun = Home.begun
            _ = try await store.track(key, label: "Import \(number)", at: begun, by: "benchmark")
            var item = TrackedItem(key: key, label: "Import \(number)", trackedAt: begun)
            let isDone = number % 2 == 1
            let processed = isDone ? 1000 : number * 37 % 1000
            item.snapshot = Snapshot(
                state: isDone ? .completed : .inProgress,
                vendorState: isDone ? "completed" : "in_progress", total: 1000,
                processed: processed, failed: 0, succeeded: processed, createdAt: begun,
                startedAt: begun, completedAt: isDone ? now : nil, updatedAt: now)
            item.checkedAt = now
            let step = Duration.milliseconds(seconds * 1000 * number / max(1, items))
            item.attemptedAt = isDue ? begun : now - .seconds(seconds) + step
            item.movedAt = now
            item.checks = 1
            item.progress = [ProgressPoint(at: now, processed: processed)]
            try await store.save(item, activity: [])
        }
        await store.close()
    }

    /// Tracks one stamp order that nobody has asked about yet.
    func trackOrder() async throws { try await track(.stamps, [Home.orderID], label: "Order") }

    /// Tracks so many of Deepvue's verifications and as many of DollarPe's customers.
    func trackOthers(_ count: Int) async throws {
        let ids = (0..<count).map(Home.batchID)
        try await track(.deepvue, ids.map { $0.filter { $0 != "-" } }, label: "Check")
        try await track(.kyc, ids, label: "Customer")
    }

    private func track(_ kind: Kind, _ ids: [String], label: String) async throws {
        let store = try SQLiteStore(path: store)
        for id in ids {
            guard let key = ItemKey(kind: kind, id: id) else { continue }
            _ = try await store.track(key, label: label, at: Home.now(), by: "benchmark")
        }
        await store.close()
    }

    /// The id of the invented order.
    static let orderID = "bulk_stamp_v2_benchmark"

    /// The id of an invented batch.
    static func batchID(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "f208a887-9fa6-4447-a52b-" + String(repeating: "0", count: 12 - digits.count)
            + digits
    }

    /// When all invented batches began: not so long ago that they are overdue.
    static let begun = now() - .seconds(3600)

    static func now() -> Timestamp {
        var time = timeval()
        gettimeofday(&time, nil)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_usec) / 1000)
    }
}
