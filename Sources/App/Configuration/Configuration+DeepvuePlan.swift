import Domain

extension Configuration.Deepvue.Plan {
    /// The requests that the plan allows, each window judged on its own (docs.deepvue.ai, "Rate
    /// limits").
    var limits: [RateLimit] {
        let requests: (second: Int, minute: Int, day: Int) =
            switch self {
            case .starter: (1, 30, 1000)
            case .business: (2, 100, 10_000)
            case .growth: (5, 500, 20_000)
            case .enterprise: (17, 1000, 50_000)
            }
        return [
            RateLimit(requests.second, in: .seconds(1)),
            RateLimit(requests.minute, in: .seconds(60)),
            RateLimit(requests.day, in: .seconds(24 * 3600)),
        ]
    }
}
