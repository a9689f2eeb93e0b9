import Synchronization

/// The little that clients changed, for as long as the sandbox runs. Of each kind the newest ten
/// thousand are kept and 64 MiB of uploaded files, then the oldest are forgotten.
final class Memory: Sendable {
    /// What clients make is numbered from here, apart from the catalogue.
    static let firstNumber = 1 << 30

    struct State {
        var imports = Bounded<Int, ReapUpload>()
        var importsByKey: [String: Int] = [:]
        var verifications = Bounded<Int, DeepvueUpload>(limit: 64 << 20)
        var orders = Bounded<Int, MadeOrder>()
        /// What orders cost so far, in rupees.
        var spent = 0
        var reports = Bounded<Int, StartedReport>()
        var customers = Bounded<Int, Person>()
        /// Whose an e-mail address, phone number or reference is.
        var names: [String: Int] = [:]
        var kyc = Bounded<Int, KYCRecord>()
        /// Whose a document or tax number is, by its digest.
        var marks: [[UInt8]: Int] = [:]
        /// Deepvue's newest token.
        var token: String?
        var windows: [String: (start: Int64, requests: Int)] = [:]
        /// When each customer was last read.
        var reads = Bounded<Int, Int64>()
        fileprivate var requests: [Faults.Vendor: Int] = [:]
        private var made = 0

        /// A number for something new.
        mutating func number() -> Int {
            made += 1
            return Memory.firstNumber + made - 1
        }

        /// Keeps what became of a customer, and no mark of those it is forgotten for.
        mutating func keep(_ record: KYCRecord, of customer: Int) {
            for mark in kyc[customer]?.marks ?? [] { marks[mark] = nil }
            for mark in record.marks { marks[mark] = customer }
            for forgotten in kyc.set(record, for: customer) {
                for mark in forgotten.marks { marks[mark] = nil }
            }
        }
    }

    struct StartedReport {
        let order: Int
        let moment: Double
    }

    private let state = Mutex(State())

    /// Reads and changes what is remembered, in one step.
    func use<Result: Sendable>(_ body: (inout sending State) -> sending Result) -> Result {
        state.withLock(body)
    }

    /// How many requests a vendor got before this one.
    func count(_ vendor: Faults.Vendor) -> Int {
        use { state in
            defer { state.requests[vendor, default: 0] += 1 }
            return state.requests[vendor, default: 0]
        }
    }
}
