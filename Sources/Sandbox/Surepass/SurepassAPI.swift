import HTTP
import JSON

/// Surepass's stamp orders and their usage reports (pages "Bulk Stamp Order Summary",
/// "Bulk Usage Report Initiate" and "Bulk Usage Report Download").
struct SurepassAPI: Sendable {
    let world: World

    private static let root = "/api/v1/stamper-v2"

    var routes: [Route] {
        [
            Route("POST", "\(Self.root)/bulk-stamp-order-summary", answer: summary),
            Route("POST", "\(Self.root)/bulk-usage-report/initiate", answer: initiate),
            Route("GET", "\(Self.root)/bulk-usage-report/download", answer: download),
            Route("GET", "\(ReportLink.path){}.csv", answer: file),
        ]
    }

    @Sendable private func summary(_ call: Call) -> HTTPResponse {
        guard isAuthorized(call) else {
            return .json(
                401,
                [
                    "status_code": 401, "success": false,
                    "message": "Unauthorized. Invalid or missing authentication token.",
                    "message_code": "unauthorized",
                ])
        }
        guard let id = call.json?["client_id"]?.string else { return invalid }
        guard let (index, order) = order(id) else { return unknown }
        let groups = order.groups(
            at: world.clock.moment(call.now), chance: world.chance(index))
        func group(_ stamps: [Int]) -> JSON {
            [
                "count": .integer(stamps.count),
                "stamps": .array(stamps.map { .string(stampID($0, of: index)) }),
            ]
        }
        return success([
            "client_id": .string(id),
            "quantity": .integer(order.quantity),
            "summary": [
                "pending": group(groups.pending),
                "available": group(groups.available),
                "failed": group(groups.failed),
            ],
        ])
    }

    @Sendable private func initiate(_ call: Call) -> HTTPResponse {
        guard isAuthorized(call) else { return expired }
        guard let id = call.json?["client_id"]?.string else { return invalid }
        guard let (index, _) = order(id) else { return unknown }
        let number = world.memory.start(
            Memory.StartedReport(order: index, moment: world.clock.moment(call.now)))
        return success([
            "client_id": .string(world.ids.id(.report, StartedReports.base + UInt64(number))),
            "bulk_stamp_client_id": .string(id),
            "status": "pending",
        ])
    }

    @Sendable private func download(_ call: Call) -> HTTPResponse {
        guard isAuthorized(call) else { return expired }
        guard let id = call.query("client_id"), !id.isEmpty else { return invalid }
        guard let report = report(id) else { return unknown }
        let moment = world.clock.moment(call.now)
        var stats = JSON.null
        var link = JSON.null
        if report.isDone(at: moment), let groups = groups(of: report) {
            stats = [
                "pending": .integer(groups.pending.count),
                "available": .integer(groups.available.count),
                "failed": .integer(groups.failed.count),
            ]
            link = .string(ReportLink(world: world).url(host: call.host, id: id, at: call.now))
        }
        return success([
            "client_id": .string(id),
            "bulk_stamp_client_id": .string(world.ids.id(.stamps, UInt64(report.order))),
            "status": .string(report.status(at: moment)),
            "stats": stats,
            "link": link,
        ])
    }

    @Sendable private func file(_ call: Call) -> HTTPResponse {
        guard ReportLink(world: world).isGood(call) else {
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

    // MARK: What there is

    private func order(_ id: String) -> (index: Int, order: StampOrder)? {
        guard case (let index, .stamps(let order))? = world.catalogue.find(.stamps, id) else {
            return nil
        }
        return (index, order)
    }

    private func report(_ id: String) -> UsageReport? {
        if case (_, .report(let report))? = world.catalogue.find(.report, id) { return report }
        return StartedReports(world: world).report(id)
    }

    /// The order's stamps as they were when the report was done.
    private func groups(of report: UsageReport) -> StampOrder.Groups? {
        guard report.order < world.catalogue.count,
            case .stamps(let order) = world.catalogue.entry(at: report.order).plan
        else { return nil }
        return order.groups(at: report.end, chance: world.chance(report.order))
    }

    private func stampID(_ stamp: Int, of order: Int) -> String {
        world.ids.id(.stamp, UInt64(order) << 16 | UInt64(stamp))
    }

    // MARK: The envelope

    private func isAuthorized(_ call: Call) -> Bool {
        call.bearer == world.configuration.credentials.surepassToken
    }

    private func success(_ data: JSON) -> HTTPResponse {
        .json(
            200,
            [
                "data": data, "status_code": 200, "success": true, "message": "Success",
                "message_code": "success",
            ])
    }

    private var expired: HTTPResponse {
        .json(
            401,
            [
                "success": false, "status_code": 401,
                "message": "Unauthorized - Invalid or expired token",
                "message_code": "unauthorized",
            ])
    }

    private var invalid: HTTPResponse { fault(422, "client_id is required", "validation_error") }

    private var unknown: HTTPResponse { fault(404, "Client ID not found", "client_id_not_found") }

    private func fault(_ status: Int, _ message: String, _ code: String) -> HTTPResponse {
        .json(
            status,
            [
                "data": nil, "status_code": .integer(status), "success": false,
                "message": .string(message), "message_code": .string(code),
            ])
    }
}
