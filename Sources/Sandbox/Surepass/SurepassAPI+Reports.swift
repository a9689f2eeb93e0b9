import HTTP
import JSON

/// The pages "Bulk Usage Report Initiate" and "Bulk Usage Report Download".
extension SurepassAPI {
    static let reportFiles = "/bulk-usage-reports/"

    @Sendable func initiate(_ call: Call) -> HTTPResponse {
        guard let id = call.json?["client_id"]?.string else { return invalid() }
        guard let order = order(id) else { return unknown }
        let number = world.memory.use { state in
            let number = state.number()
            state.reports.set(
                Memory.StartedReport(
                    order: order.number, moment: world.clock.moment(call.now)), for: number)
            return number
        }
        return success([
            "client_id": .string(world.ids.id(.report, UInt64(number))),
            "bulk_stamp_client_id": .string(id),
            "status": "pending",
        ])
    }

    @Sendable func download(_ call: Call) -> HTTPResponse {
        let given = call.parameter.isEmpty ? call.query("client_id") : call.parameter
        guard let id = given ?? call.json?["client_id"]?.string, !id.isEmpty else {
            return invalid()
        }
        guard let report = report(id) else { return unknown }
        let moment = world.clock.moment(call.now)
        guard report.isDone(at: moment), let groups = groups(of: report) else {
            return notReady(report, id: id, at: moment)
        }
        let isEarly = world.faults.has(.surepassReportNoLink) && moment < report.end + 60
        let path = "\(Self.reportFiles)\(id).csv"
        let link = SignedLink(world: world).url(host: call.host, path: path, at: call.now)
        return success(
            .object(
                head(of: report, id: id, at: moment) + [
                    .init(
                        "stats",
                        [
                            "pending": .integer(groups.pending.count),
                            "available": .integer(groups.available.count),
                            "failed": .integer(groups.failed.count),
                        ]), .init("link", isEarly ? nil : .string(link)),
                ]))
    }

    @Sendable func reportFile(_ call: Call) -> HTTPResponse {
        guard SignedLink(world: world).isGood(call) else {
            return .storeFault(403, "AccessDenied", "Request has expired")
        }
        guard let report = report(call.parameter), let groups = groups(of: report),
            report.isDone(at: world.clock.moment(call.now))
        else { return .storeFault(404, "NoSuchKey", "The specified key does not exist.") }
        let named = [
            ("pending", groups.pending), ("available", groups.available),
            ("failed", groups.failed),
        ]
        var csv = "stamp_id,status\n"
        for (name, stamps) in named {
            for stamp in stamps { csv += "\(stampID(stamp, of: report.order)),\(name)\n" }
        }
        return .file(csv, for: call)
    }

    /// No page shows the answer for a report that is under way, or for one that failed.
    private func notReady(_ report: UsageReport, id: String, at moment: Double) -> HTTPResponse {
        let faults = world.faults
        let isPending = moment < report.end
        if isPending, faults.has(.surepassReport404) { return unknown }
        if isPending, faults.has(.surepassReport422) { return invalid("Report is not ready") }
        if isPending, faults.has(.surepassReportNull) { return success(nil) }
        let rest: [JSON.Member] =
            faults.has(.surepassReportMissing) ? [] : [.init("stats", nil), .init("link", nil)]
        return success(.object(head(of: report, id: id, at: moment) + rest))
    }

    private func head(of report: UsageReport, id: String, at moment: Double) -> [JSON.Member] {
        [
            .init("client_id", .string(id)),
            .init(
                "bulk_stamp_client_id", .string(world.ids.id(.stamps, UInt64(report.order)))),
            .init("status", .string(report.status(at: moment))),
        ]
    }

    private func report(_ id: String) -> UsageReport? {
        guard let number = world.ids.number(.report, of: id).map(Int.init) else { return nil }
        var found: UsageReport?
        if let started = world.memory.use({ $0.reports[number] }) {
            found = UsageReport(
                order: started.order, created: started.moment,
                length: 30 + Double(world.chance(number).number(0, below: 150)))
        } else if case .report(let planned)? = world.catalogue.plan(.report, at: number) {
            found = planned
        }
        if world.faults.has(.surepassReportCompleted) { found?.isCalledCompleted = true }
        return found
    }

    /// The order's stamps as they were when the report was done.
    private func groups(of report: UsageReport) -> StampOrder.Groups? {
        order(numbered: report.order)?.order.groups(
            at: report.end, chance: world.chance(report.order))
    }
}
