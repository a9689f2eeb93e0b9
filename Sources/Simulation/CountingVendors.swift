import Domain
import HTTP
import Sandbox
import Synchronization

/// The vendors' side of a simulation: the sandbox, what it is asked how often, and the times at
/// which nobody can be reached.
final class CountingVendors: HTTPTransport {
    static let address = "http://127.0.0.1:8080"

    private let sandbox: Sandbox
    private let clock: SimulatedClock
    private let limits: [RateLimit]
    private let state = Mutex(State())

    private struct State {
        var isCutOff = false
        var down: Set<String> = []
        var requests: [String: Int] = [:]
        /// When Deepvue was asked, within the longest window.
        var asked: [Int64] = []
        var customers: [String: Int64] = [:]
        var violations: [String] = []
    }

    init(_ sandbox: Sandbox, clock: SimulatedClock, limits: [RateLimit]) {
        self.sandbox = sandbox
        self.clock = clock
        self.limits = limits
    }

    /// How many requests each vendor got.
    var requests: [String: Int] { state.withLock { $0.requests } }

    /// Every request that a vendor's limit did not allow.
    var violations: [String] { state.withLock { $0.violations } }

    /// Takes the network away or gives it back.
    func cut(_ isCutOff: Bool) { state.withLock { $0.isCutOff = isCutOff } }

    /// Says which vendors are down, by the beginning of their paths.
    func setDown(_ down: Set<String>) { state.withLock { $0.down = down } }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let target = String(request.url.dropFirst(Self.address.utf8.count))
        let vendor = Self.vendor(of: target)
        let isAway = state.withLock { state in
            // What does not arrive is not counted by anybody.
            if state.isCutOff { return true }
            count(target, vendor, in: &state)
            return state.down.contains(vendor)
        }
        if isAway {
            throw TransportFailure(.unreachable, message: "unreachable", mayHaveArrived: false)
        }
        var inside = request
        inside.url = target
        inside.headers.append(name: "Host", value: "127.0.0.1:8080")
        let delivery = sandbox.deliver(inside)
        guard delivery.ending == .whole else {
            throw TransportFailure(.broken, message: "cut off", mayHaveArrived: true)
        }
        return delivery.response
    }

    private static func vendor(of target: String) -> String {
        if target.hasPrefix("/v1/") { return "deepvue" }
        if target.hasPrefix("/entity/") { return "reap" }
        return target.hasPrefix("/cms/") ? "dollarpe" : "surepass"
    }

    private func count(_ target: String, _ vendor: String, in state: inout State) {
        state.requests[vendor, default: 0] += 1
        let now = clock.now
        if vendor == "dollarpe" {
            if let last = state.customers[target], now - last < 60_000 {
                state.violations.append("\(target) again after \(now - last) ms")
            }
            state.customers[target] = now
        }
        guard vendor == "deepvue" else { return }
        state.asked.append(now)
        for limit in limits {
            let length = limit.window.milliseconds
            // Half-open: of two requests exactly a window apart only one counts.
            let place = state.asked.count - 1 - limit.requests
            if place >= 0, now - state.asked[place] < length {
                state.violations.append(
                    "more than \(limit.requests) within \(length) ms at \(now - Weeks.start) ms: \(state.asked.suffix(8).map { $0 - Weeks.start }) \(target.prefix(20))"
                )
            }
        }
        let most = limits.map(\.requests).max() ?? 0
        if state.asked.count > 4 * most + 1000 {
            state.asked.removeFirst(state.asked.count - most - 1)
        }
    }
}
