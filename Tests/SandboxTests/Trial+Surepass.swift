import HTTP
import JSON
import Sandbox

extension Trial {
    private static func list(_ page: Int) -> @Sendable (Probe) throws -> JSON {
        { probe in
            probe.surepass(
                "bulk-stamp-orders-list",
                "{\"start_date\":\"2025-01-01\",\"end_date\":\"2025-12-31\",\"page\":\(page)}"
            ).json?["data"] ?? nil
        }
    }

    static let surepass: [Trial] = [
        Trial("surepass-html-502", "200 200 200", "200 200 502") { probe in
            (0..<3).map { _ in String(probe.surepassGet("stamper-v2/stats").status) }
                .joined(separator: " ")
        },
        Trial("surepass-400", "404 422", "400 400") {
            let unknown = $0.surepass("bulk-stamp-order-summary", "{\"client_id\":\"x\"}")
            return "\(unknown.status) \($0.surepass("bulk-order", "{}").status)"
        },
        Trial("surepass-401-bare", "401 authentication_failed", "401 -") {
            answer($0.send("GET", "/api/v1/stamper-v2/stats"), "message_code")
        },
        Trial("surepass-message-null", "200 Success", "200 null") {
            answer($0.surepassGet("stamper-v2/stats"), "message")
        },
        Trial("surepass-status-disagrees", "200 200", "200 422") {
            answer($0.surepassGet("stamper-v2/stats"), "status_code")
        },
        Trial("surepass-used-leave", "120", "fewer") {
            let summary = try $0.order($0.id("Franchise papers"))["summary"]
            let count = summary?["available"]?["count"]?.integer ?? 0
            return (80..<120).contains(count) ? "fewer" : String(count)
        },
        Trial("surepass-utc", "2025-10-08T17:10:00.250000", "2025-10-08T11:40:00.250000") {
            $0.surepass("bulk-order", Probe.order).json?["data"]?["created_at"]?.string ?? ""
        },
        Trial("surepass-list-repeats", "0", "6") {
            String(try list(9)($0)["stamps"]?.array?.count ?? -1)
        },
        Trial("surepass-no-pagination", "true", "false") {
            "\(try list(1)($0)["pagination"] != nil)"
        },
        Trial("surepass-dl-only", "200", "422") {
            String($0.surepass("bulk-order", Probe.order.replacing("DL", with: "KA")).status)
        },
    ]

    private static func report(after second: Double) -> @Sendable (Probe) throws -> HTTPResponse {
        { probe in
            probe.pass(to: second)
            let id = try probe.id("Usage of Franchise papers")
            return probe.surepassGet("stamper-v2/bulk-usage-report/download?client_id=\(id)")
        }
    }

    static let reports: [Trial] = [
        Trial("surepass-report-null", "false", "true") {
            "\(try report(after: 0)($0).json?["data"] == .null)"
        },
        Trial("surepass-report-missing", "true", "false") {
            "\(try report(after: 0)($0).json?["data"]?["link"] != nil)"
        },
        Trial("surepass-report-404", "200", "404") { "\(try report(after: 0)($0).status)" },
        Trial("surepass-report-422", "200", "422") { "\(try report(after: 0)($0).status)" },
        Trial("surepass-report-completed", "success", "completed") {
            try report(after: 60)($0).json?["data"]?["status"]?.string ?? ""
        },
        Trial("surepass-report-no-link", "true true", "false true") {
            let early = try report(after: 12.5)($0).json?["data"]?["link"]?.string != nil
            let late = try report(after: 60)($0).json?["data"]?["link"]?.string != nil
            return "\(early) \(late)"
        },
    ]
}
