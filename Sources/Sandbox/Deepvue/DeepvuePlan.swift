/// Deepvue's plans and the requests they allow (page "Rate limits"): each window on its own.
enum DeepvuePlan: String, CaseIterable {
    case starter, business, growth, enterprise

    /// Requests within each length of time, in milliseconds.
    var limits: [(window: Int64, requests: Int)] {
        let requests =
            switch self {
            case .starter: [1, 30, 1_000]
            case .business: [2, 100, 10_000]
            case .growth: [5, 500, 20_000]
            case .enterprise: [17, 1_000, 50_000]
            }
        return Array(zip([1_000, 60_000, 86_400_000], requests).map { ($0, $1) })
    }
}
