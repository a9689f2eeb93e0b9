import Domain
import Testing

@testable import App

/// The numbers for Prometheus.
struct MetricsTests {
    private static let now = Timestamp(milliseconds: 1_759_932_330_000)

    private func item(_ kind: Kind, _ id: String, _ snapshot: Snapshot?) throws -> TrackedItem {
        var item = TrackedItem(
            key: try #require(ItemKey(kind: kind, id: id)), label: "Asha \"A\"\n\\",
            trackedAt: Self.now - .seconds(100))
        item.snapshot = snapshot
        item.checkedAt = snapshot.map { _ in Self.now - .seconds(7) }
        item.attemptedAt = item.checkedAt
        item.checks = 3
        return item
    }

    private func exposition() throws -> Exposition {
        let id = "f208a887-9fa6-4447-a52b-c1d6e089536f"
        let moving = try item(
            .reap, id,
            Snapshot(state: .inProgress, total: 10, processed: 5, failed: 2, succeeded: 3))
        var refused = try item(.kyc, id, nil)
        refused.failure = CheckFailure(.auth, message: "Asha was refused")
        refused.attemptedAt = Self.now
        var gone = try item(.reap, "a208a887-9fa6-4447-a52b-c1d6e089536f", nil)
        gone.isTracked = false
        let text = Metrics([moving, refused, gone], cadences: Cadences(), at: Self.now).text
        #expect(!text.contains("Asha") && !text.contains("f208a887"))
        return try Exposition(text)
    }

    @Test func `What is left of a rate budget and who polls are among them`() throws {
        var metrics = Metrics([], cadences: Cadences(), at: Self.now)
        metrics.pollers = 2
        metrics.budgets[.deepvue] = [
            RateBudget.Standing(
                limit: RateLimit(50, in: .seconds(60)), used: 3, refillsAt: Self.now)
        ]
        let exposition = try Exposition(metrics.text)
        #expect(exposition["vigil_pollers"] == 2)
        let window = #"{vendor="deepvue",window="60s"}"#
        #expect(exposition["vigil_rate_budget_left\(window)"] == 47)
        #expect(exposition["vigil_rate_budget_limit\(window)"] == 50)
    }

    @Test func `It has the form that Prometheus reads, and the numbers are right`() throws {
        let exposition = try exposition()
        #expect(exposition["vigil_items{kind=\"reap\",state=\"in_progress\"}"] == 1)
        #expect(exposition["vigil_items{kind=\"reap\",state=\"pending\"}"] == 0)
        #expect(exposition["vigil_items{kind=\"kyc\",state=\"pending\"}"] == 1)
        #expect(exposition["vigil_items_failing{class=\"auth\",kind=\"kyc\"}"] == 1)
        #expect(exposition["vigil_records{kind=\"reap\",outcome=\"failed\"}"] == 2)
        // What is tracked no more counts: a counter that falls would look like a restart.
        #expect(exposition["vigil_checks_total{kind=\"reap\"}"] == 6)
        #expect(exposition["vigil_data_age_seconds{kind=\"reap\"}"] == 7)
        #expect(exposition["vigil_data_age_seconds{kind=\"kyc\"}"] == 100)
        #expect(exposition["vigil_data_age_seconds{kind=\"stamps\"}"] == nil)
        #expect(exposition["vigil_vendor_healthy{vendor=\"reap\"}"] == 1)
        #expect(exposition["vigil_vendor_healthy{vendor=\"dollarpe\"}"] == 0)
        #expect(exposition["vigil_vendor_healthy{vendor=\"deepvue\"}"] == nil)
        #expect(exposition["vigil_export_timestamp_seconds"] == 1_759_932_330)
    }

    @Test func `A label's value cannot end its line or its quotation marks`() {
        #expect(Metrics.escaped("a\"b\\c\nd") == "a\\\"b\\\\c\\nd")
    }
}

/// A strict reading of the text format: every family once, with help and type before its samples,
/// every sample once, names and escapes as the format has them.
private struct Exposition {
    private var samples: [String: Double] = [:]

    struct Fault: Error {
        var line: String
    }

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Fault(line: "the end") }
        var families: [String: String] = [:]
        var family = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let fault = Fault(line: String(line))
            if let help = line.wholeMatch(of: /# HELP ([a-z_]+) ([^\n\\]+)/) {
                family = String(help.1)
                guard families.updateValue("", forKey: family) == nil else { throw fault }
            } else if let type = line.wholeMatch(of: /# TYPE ([a-z_]+) (gauge|counter)/) {
                guard String(type.1) == family, families[family] == "" else { throw fault }
                families[family] = String(type.2)
                guard (type.2 == "counter") == family.hasSuffix("_total") else { throw fault }
            } else {
                let label = #"[a-z_]+="(?:[^"\\\n]|\\["\\n])*""#
                let form = try Regex(
                    "([a-z_]+)(\\{\(label)(?:,\(label))*\\})? (-?[0-9]+(?:\\.[0-9]+)?)",
                    as: (Substring, Substring, Substring?, Substring).self)
                guard let sample = line.wholeMatch(of: form), String(sample.1) == family,
                    families[family]?.isEmpty == false, let value = Double(sample.3)
                else { throw fault }
                let name = String(sample.1) + (sample.2.map(String.init) ?? "")
                guard samples.updateValue(value, forKey: name) == nil else { throw fault }
            }
        }
    }

    subscript(name: String) -> Double? { samples[name] }
}
