import HTTP

/// What stands between a vendor's endpoints and the client: the scenarios that vendor is in.
///
/// Every decision is drawn by lot from the seed, the request and how many came before it, so the
/// same requests in the same order meet the same faults.
struct FaultLayer: Sendable {
    let world: World
    let vendor: Faults.Vendor

    func deliver(_ call: Call, _ answer: (Call) -> HTTPResponse) -> HTTPDelivery {
        let chance = chance(call)
        if let refusal = outage(call, chance) ?? throttle(call).map({ HTTPDelivery($0) }) {
            return slowed(refusal, chance)
        }
        var delivery = flaky(chance) { answer(call) }
        if has(.hostile) { delivery.response = Hostility(chance: chance).spoil(delivery.response) }
        if has(.midnight) {
            delivery.response = Midnight(now: call.now, chance: chance).shift(delivery.response)
        }
        return slowed(delivery, chance)
    }

    private func has(_ scenario: Faults.Scenario) -> Bool { world.faults.has(scenario, vendor) }

    private func chance(_ call: Call) -> Chance {
        let text = "\(vendor.rawValue) \(call.request.method) \(call.request.url)"
        let subject = text.utf8.reduce(5_381 as UInt64) { $0 &* 33 ^ UInt64($1) }
        return Chance(seed: world.configuration.seed, subject, UInt64(call.number), 77)
    }

    private func outage(_ call: Call, _ chance: Chance) -> HTTPDelivery? {
        let second = Int(world.clock.moment(call.now))
        guard has(.outage), second % 600 < 300 else { return nil }
        switch chance.number(1, below: 3) {
        case 0: return HTTPDelivery(.page(502, "Bad Gateway"))
        case 1: return HTTPDelivery(vendor.fault(503))
        default: return HTTPDelivery(vendor.fault(503), ending: .unanswered)
        }
    }

    private func throttle(_ call: Call) -> HTTPResponse? {
        Throttle(world: world).refusal(by: vendor, call)
    }

    /// A third of the requests fail, half of those after they took effect.
    private func flaky(_ chance: Chance, _ answer: () -> HTTPResponse) -> HTTPDelivery {
        guard has(.flaky), chance.number(2, below: 3) == 0 else { return HTTPDelivery(answer()) }
        switch chance.number(3, below: 6) {
        case 0: return HTTPDelivery(vendor.fault(500))
        case 1: return HTTPDelivery(vendor.fault(503))
        case 2: return HTTPDelivery(vendor.fault(500), ending: .unanswered)
        case 3:
            _ = answer()
            return HTTPDelivery(.page(502, "Bad Gateway"))
        case 4: return HTTPDelivery(answer(), ending: .unanswered)
        default:
            let response = answer()
            return HTTPDelivery(response, ending: .cut(after: response.body.count / 2))
        }
    }

    private func slowed(_ delivery: HTTPDelivery, _ chance: Chance) -> HTTPDelivery {
        guard has(.slow) else { return delivery }
        var delivery = delivery
        let isVerySlow = chance.number(4, below: 20) == 0
        delivery.delay = .milliseconds(isVerySlow ? 25_000 : 500 + chance.number(5, below: 5_500))
        return delivery
    }
}
