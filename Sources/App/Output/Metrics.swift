import Domain

/// What the store knows, as numbers for Prometheus (text exposition format 0.0.4). No id, label or
/// message is among them.
struct Metrics {
    private let items: [TrackedItem]
    /// How often each kind was ever asked about: a counter may not fall, so what is tracked no
    /// more still counts.
    private let checks: [Kind: Int]
    private let cadences: Cadences
    private let now: Timestamp
    /// How many processes poll on the store.
    var pollers = 0
    /// What is used of the rate limits of vendors that name any.
    var budgets: [Vendor: [RateBudget.Standing]] = [:]

    /// The numbers of the items that are tracked, as of `now`; of others only how often they were
    /// asked about.
    init(_ items: [TrackedItem], cadences: Cadences, at now: Timestamp) {
        self.items = items.filter(\.isTracked)
        checks = items.reduce(into: [:]) { $0[$1.key.kind, default: 0] += $1.checks }
        self.cadences = cadences
        self.now = now
    }

    /// The whole exposition.
    var text: String {
        [
            family("build_info", "Always 1; the label says which version wrote this.") {
                [sample(["version": Program.version], 1)]
            },
            family("export_timestamp_seconds", "When this was written, in seconds since 1970.") {
                [sample([:], Double(now.milliseconds) / 1000)]
            },
            family("items", "Tracked items by kind and state.") {
                pairs(Kind.allCases, WorkState.allCases).map { kind, state in
                    sample(
                        ["kind": kind.rawValue, "state": state.rawValue],
                        count { $0.key.kind == kind && $0.state == state })
                }
            },
            family("items_flagged", "Tracked items by kind and flag.") {
                pairs(Kind.allCases, Flag.allCases).map { kind, flag in
                    sample(
                        ["flag": flag.rawValue, "kind": kind.rawValue],
                        count { $0.key.kind == kind && flags(of: $0).contains(flag) })
                }
            },
            family("items_failing", "Tracked items whose latest check failed, by class.") {
                pairs(Kind.allCases, CheckFailure.Reason.allCases).map { kind, reason in
                    sample(
                        ["class": reason.rawValue, "kind": kind.rawValue],
                        count { $0.key.kind == kind && $0.failure?.reason == reason })
                }
            },
            family("records", "Records of the tracked items by kind and what became of them.") {
                Kind.allCases.flatMap { kind in
                    let answers = items.filter { $0.key.kind == kind }.compactMap(\.snapshot)
                    return [
                        ("succeeded", answers.compactMap(\.succeeded)),
                        ("failed", answers.compactMap(\.failed)),
                        ("unaccounted", answers.compactMap(\.unaccounted)),
                    ].map { outcome, counts in
                        sample(
                            ["kind": kind.rawValue, "outcome": outcome],
                            counts.reduce(0) { $0 + Double($1) })
                    }
                }
            },
            family("checks_total", "How often vendors were asked about work of a kind.") {
                Kind.allCases.map { sample(["kind": $0.rawValue], Double(checks[$0] ?? 0)) }
            },
            family("data_age_seconds", "The age of the oldest last good answer that is awaited.") {
                Kind.allCases.compactMap { kind in
                    age(of: kind).map { sample(["kind": kind.rawValue], $0) }
                }
            },
            family("vendor_healthy", "1 when a vendor's latest answer was good, 0 when not.") {
                Vendor.allCases.compactMap { vendor in
                    isHealthy(vendor).map { sample(["vendor": vendor.rawValue], $0 ? 1 : 0) }
                }
            },
            family("rate_budget_left", "Requests that a vendor still allows, by window.") {
                windows { Double($0.left) }
            },
            family("rate_budget_limit", "Requests that a vendor allows, by window.") {
                windows { Double($0.limit.requests) }
            },
            family("pollers", "Processes that poll by time on this store.") {
                [sample([:], Double(pollers))]
            },
        ].joined()
    }

    /// A metric with its help, its type and its samples; nothing without a sample.
    private func family(_ name: String, _ help: String, _ samples: () -> [String]) -> String {
        let samples = samples()
        guard !samples.isEmpty else { return "" }
        let type = name.hasSuffix("_total") ? "counter" : "gauge"
        return "# HELP vigil_\(name) \(help)\n# TYPE vigil_\(name) \(type)\n"
            + samples.map { "vigil_\(name)\($0)\n" }.joined()
    }

    private func sample(_ labels: [String: String], _ value: Double) -> String {
        let pairs = labels.sorted { $0.key < $1.key }.map { name, value in
            "\(name)=\"\(Self.escaped(value))\""
        }
        let number = Int(exactly: value).map { "\($0)" } ?? "\(value)"
        return (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(number)"
    }

    /// A label's value: backslash, quotation mark and line feed are escaped.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }

    private func count(_ isCounted: (TrackedItem) -> Bool) -> Double {
        Double(items.count(where: isCounted))
    }

    private func flags(of item: TrackedItem) -> Set<Flag> {
        item.flags(at: now, cadence: cadences[item.key.kind])
    }

    /// Of final items no answer is awaited; one never answered counts from when it was tracked.
    private func age(of kind: Kind) -> Double? {
        items.filter { $0.key.kind == kind && !$0.state.isFinal }.map { item in
            Double(max(0, (now - (item.checkedAt ?? item.trackedAt)).milliseconds)) / 1000
        }.max()
    }

    private func isHealthy(_ vendor: Vendor) -> Bool? {
        let asked = items.filter { $0.key.kind.vendor == vendor }.compactMap { item in
            item.attemptedAt.map { (at: $0, isGood: item.failure == nil) }
        }
        return asked.max { $0.at < $1.at }?.isGood
    }

    private func windows(_ value: (RateBudget.Standing) -> Double) -> [String] {
        Vendor.allCases.flatMap { vendor in
            (budgets[vendor] ?? []).map { standing in
                let seconds = standing.limit.window.milliseconds / 1000
                return sample(
                    ["vendor": vendor.rawValue, "window": "\(seconds)s"], value(standing))
            }
        }
    }

    private func pairs<One, Other>(_ ones: [One], _ others: [Other]) -> [(One, Other)] {
        ones.flatMap { one in others.map { (one, $0) } }
    }
}
