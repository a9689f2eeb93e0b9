import Synchronization

/// The little that clients changed: submissions and reports they started. The newest ten
/// thousand of each are kept, then the oldest are forgotten.
final class Memory: Sendable {
    static let limit = 10_000

    struct Submission: Sendable {
        let moment: Double
        let documentType: String
        /// Digests of the document's and the tax number: enough to know them again.
        let marks: Set<[UInt8]>
    }

    struct StartedReport: Sendable {
        let order: Int
        let moment: Double
    }

    enum Refusal {
        case alreadySubmitted
        case inUse
    }

    private struct State {
        var submissions: [Int: Submission] = [:]
        var customers: [Int] = []
        var owners: [[UInt8]: Int] = [:]
        var reports: [StartedReport] = []
        var forgottenReports = 0
    }

    private let state = Mutex(State())

    func submission(of customer: Int) -> Submission? {
        state.withLock { $0.submissions[customer] }
    }

    /// Takes a customer's first submission, unless another customer's has one of its marks.
    func submit(_ submission: Submission, of customer: Int) -> Refusal? {
        state.withLock { state in
            guard state.submissions[customer] == nil else { return .alreadySubmitted }
            guard submission.marks.allSatisfy({ state.owners[$0] == nil }) else { return .inUse }
            if state.customers.count == Self.limit {
                let oldest = state.customers.removeFirst()
                for mark in state.submissions.removeValue(forKey: oldest)?.marks ?? [] {
                    state.owners[mark] = nil
                }
            }
            state.submissions[customer] = submission
            state.customers.append(customer)
            for mark in submission.marks { state.owners[mark] = customer }
            return nil
        }
    }

    /// Remembers a report and gives its number.
    func start(_ report: StartedReport) -> Int {
        state.withLock { state in
            state.reports.append(report)
            if state.reports.count > Self.limit {
                state.reports.removeFirst()
                state.forgottenReports += 1
            }
            return state.forgottenReports + state.reports.count - 1
        }
    }

    func report(_ number: Int) -> StartedReport? {
        state.withLock { state in
            let place = number - state.forgottenReports
            return state.reports.indices.contains(place) ? state.reports[place] : nil
        }
    }
}
