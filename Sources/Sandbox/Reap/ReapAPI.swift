import HTTP
import JSON

/// Reap's KYC import as on its page "Get KYC batch status".
struct ReapAPI: Sendable {
    let world: World

    var routes: [Route] {
        [Route("GET", "/entity/kyc/import/batch/{}", answer: status)]
    }

    @Sendable private func status(_ call: Call) -> HTTPResponse {
        guard let key = call.header("x-reap-api-key"), !key.isEmpty else {
            return fault(401, "0000000100", "Invalid Authorization: missing API key")
        }
        guard key == world.configuration.credentials.reapAPIKey else {
            return fault(401, "0000000200", "Invalid Authorization")
        }
        guard case (let index, .reap(let batch))? = world.catalogue.find(.reap, call.parameter)
        else { return fault(404, "0701020100", "Batch not found") }

        let clock = world.clock
        let progress = batch.progress(
            at: clock.moment(call.now), chance: world.chance(index))
        return .json(
            200,
            [
                "batchId": .string(world.ids.id(.reap, UInt64(index))),
                "status": .string(progress.status),
                "totalRecords": .integer(batch.rows),
                "processedRecords": .integer(progress.processed),
                "failedRecords": .integer(progress.failed),
                "createdAt": .string(clock.iso(batch.created)),
                "updatedAt": .string(clock.iso(progress.updated)),
                "startedAt": JSON(progress.started.map(clock.iso)),
                "completedAt": JSON(progress.completed.map(clock.iso)),
                "summary": [
                    "successfulRecords": .integer(progress.processed - progress.failed),
                    "errors": [],
                ],
            ])
    }

    private func fault(_ status: Int, _ code: String, _ message: String) -> HTTPResponse {
        .json(status, ["code": .string(code), "message": .string(message), "parameter": ""])
    }
}
