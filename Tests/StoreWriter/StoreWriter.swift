import Domain
import Glibc
import Store

/// A process that writes to a store and says on standard output, a line each, what the store has
/// acknowledged, until it is killed or done: what the tests of the store kill.
@main
enum StoreWriter {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4, let number = Int(arguments[3]) else {
            let usage = Array("usage: store-writer PATH write RUN | PATH append COUNT\n".utf8)
            _ = Glibc.write(STDERR_FILENO, usage, usage.count)
            exit(2)
        }
        let store = try SQLiteStore(
            path: arguments[1], origin: Origin(login: "test", host: "here", terminal: nil))
        switch arguments[2] {
        case "append": try await append(number, to: store)
        default: try await write(run: number, to: store)
        }
        await store.close()
    }

    /// Adds some entries to the activity record, each in a transaction of its own.
    private static func append(_ count: Int, to store: SQLiteStore) async throws {
        for number in 1...count {
            try await store.append(
                ActivityEntry(
                    at: Timestamp(milliseconds: Int64(number)), event: .revealed, key: nil,
                    text: "\(getpid()) \(number)", operatorName: "Mira"))
        }
    }

    /// Writes whatever a store takes, without end.
    private static func write(run: Int, to store: SQLiteStore) async throws {
        var number = run * 1_000_000
        while true {
            number += 1
            let digits = String(number)
            let tail = String(repeating: "0", count: 12 - digits.count) + digits
            let customer = "4e6f1b20-a73c-11ec-b909-\(tail)"
            guard let key = ItemKey(kind: .kyc, id: customer) else { exit(3) }
            let at = Timestamp(milliseconds: Int64(number))
            _ = try await store.track(key, label: nil, at: at, by: "Mira")
            acknowledge("item", customer)
            var item = TrackedItem(key: key, trackedAt: at)
            _ = item.take(.success(Snapshot(state: .inProgress, processed: number)), at: at)
            try await store.save(
                item,
                activity: [
                    ActivityEntry(at: at, event: .stateChanged, key: key, text: "moved \(number)")
                ])
            acknowledge("answer", customer)
            let record = SubmissionRecord(
                id: "s\(number)", customerID: customer, digest: "", masked: [], begunAt: at,
                operatorName: "Mira")
            try await store.beginSubmission(record)
            acknowledge("begun", record.id)
            try await store.settleSubmission(id: record.id, as: .accepted, at: at)
            acknowledge("settled", record.id)
            try await store.append(
                ActivityEntry(at: at, event: .submissionAccepted, key: key, text: "done \(number)"))
            acknowledge("activity", "done \(number)")
        }
    }

    private static func acknowledge(_ sort: String, _ what: String) {
        let line = Array("\(sort)\t\(what)\n".utf8)
        _ = Glibc.write(STDOUT_FILENO, line, line.count)
    }
}
