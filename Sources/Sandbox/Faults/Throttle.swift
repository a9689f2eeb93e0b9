import HTTP

/// The rate limits of the scenario `throttled`. A refused request does not count.
struct Throttle: Sendable {
    let world: World

    /// The windows of Deepvue's plan by the clock on the wall, which is what clients count by;
    /// for Reap and Surepass, of which no page names a limit, five requests a second.
    func refusal(by vendor: Faults.Vendor, _ call: Call) -> HTTPResponse? {
        guard world.faults.has(.throttled, vendor) else { return nil }
        let limits: [(window: Int64, requests: Int)]
        switch vendor {
        case .deepvue where call.request.url.hasPrefix("/v1/"): limits = world.faults.plan.limits
        case .reap, .surepass: limits = [(1_000, 5)]
        case .deepvue, .dollarpe: return nil
        }
        let full = world.memory.use { state -> Int64? in
            for (window, requests) in limits {
                let start = call.now / window * window
                let name = "\(vendor.rawValue) \(window)"
                if let now = state.windows[name], now.start == start, now.requests >= requests {
                    return start + window
                }
            }
            for (window, _) in limits {
                let start = call.now / window * window
                let name = "\(vendor.rawValue) \(window)"
                let before = state.windows[name].flatMap { $0.start == start ? $0.requests : nil }
                state.windows[name] = (start, (before ?? 0) + 1)
            }
            return nil
        }
        return full.map { tooMany(vendor, until: $0, call) }
    }

    /// DollarPe's one figure: a customer's status once in 60 seconds, the vendor's seconds here.
    func customer(_ number: Int, _ call: Call) -> HTTPResponse? {
        guard world.faults.has(.throttled, .dollarpe) else { return nil }
        let pause = Int64(60_000 / world.configuration.speed)
        let end = world.memory.use { state -> Int64? in
            if let last = state.reads[number], call.now < last + pause { return last + pause }
            state.reads.set(call.now, for: number)
            return nil
        }
        return end.map { tooMany(.dollarpe, until: $0, call) }
    }

    private func tooMany(
        _ vendor: Faults.Vendor, until end: Int64, _ call: Call
    ) -> HTTPResponse {
        let seconds = Int((end - call.now + 999) / 1_000)
        return vendor.tooMany(retryAfter: world.faults.has(.retryAfter) ? seconds : nil)
    }
}

extension Faults {
    /// The plan that is enforced, and that the sandbox's configuration names.
    var plan: DeepvuePlan { value(.deepvuePlan).flatMap(DeepvuePlan.init) ?? .enterprise }
}
