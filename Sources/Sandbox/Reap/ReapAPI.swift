import HTTP
import JSON

/// Reap's KYC import: the pages "Import KYC batch" and "Get KYC batch status".
struct ReapAPI: Sendable {
    let world: World

    var routes: [Route] {
        [
            Route("POST", "/entity/kyc/import/batch", vendor: .reap, answer: upload),
            Route("GET", "/entity/kyc/import/batch/{}", vendor: .reap, answer: status),
        ]
    }

    // MARK: Status

    @Sendable private func status(_ call: Call) -> HTTPResponse {
        if let refusal = refusal(call) { return refusal }
        if world.faults.has(.reap500Empty) { return HTTPResponse(status: 500) }
        if world.faults.has(.reap500Html) { return .page(500, "Internal Server Error") }
        if world.faults.has(.reapBadId400), !isUUID(call.parameter) {
            return fault(400, "0701001400", "\"batchId\" must be a valid GUID", "batchId")
        }
        guard let (number, batch) = batch(call.parameter) else {
            return fault(404, "0701020100", "Batch not found")
        }
        let clock = world.clock
        let progress = batch.progress(
            at: clock.moment(call.now), chance: world.chance(number))
        return .json(
            200,
            [
                "batchId": .string(world.ids.id(.reap, UInt64(number))),
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

    private func batch(_ id: String) -> (number: Int, batch: ReapBatch)? {
        guard let number = world.ids.number(.reap, of: id).map(Int.init) else { return nil }
        if let upload = world.memory.use({ $0.imports[number] }) {
            return (number, switched(upload.batch))
        }
        guard case .reap(let batch)? = world.catalogue.plan(.reap, at: number) else { return nil }
        return (number, switched(batch))
    }

    /// The batch as the switches have it.
    private func switched(_ batch: ReapBatch) -> ReapBatch {
        let faults = world.faults
        var batch = batch
        if faults.has(.reapUppercase) { batch.isUpperCase = true }
        if faults.has(.reapUnaccounted) {
            batch.unaccounted = max(batch.unaccounted, min(batch.rows / 10 + 1, 5))
        }
        if faults.has(.reapFailed) { batch.ending = .failed(at: 0.5) }
        if faults.has(.reapStuck) { batch.queue = .infinity }
        if faults.has(.reapFailedCompletedAt) { batch.completesWhenFailed = true }
        return batch
    }

    // MARK: Upload

    @Sendable private func upload(_ call: Call) -> HTTPResponse {
        if let refusal = refusal(call) { return refusal }
        guard let provider = call.header("X-Provider"), !provider.isEmpty else {
            return invalid("X-Provider", "\"X-Provider\" is required")
        }
        guard provider == "sumsub" else {
            return invalid("X-Provider", "\"X-Provider\" must be one of [sumsub]")
        }
        let key = call.header("Idempotency-Key") ?? ""
        if key.isEmpty, world.faults.has(.reapIdempotencyRequired) {
            return invalid("Idempotency-Key", "\"Idempotency-Key\" is required")
        }
        if let number = world.memory.use({ $0.importsByKey[key] }) { return repeated(number) }
        let form = Form(contentType: call.header("Content-Type") ?? "", body: call.request.body)
        guard let file = form.field("file"), file.fileName != nil else {
            return invalid("file", "\"file\" is required")
        }
        let table = ReapTable(file.bytes)
        if let fault = table.fault { return invalid("file", fault) }

        let upload = world.memory.use { state in
            let number = state.number()
            let batch = batch(of: table, number: number, now: call.now)
            let upload = ReapUpload(number: number, batch: batch, key: key)
            for forgotten in state.imports.set(upload, for: number) {
                state.importsByKey[forgotten.key] = nil
            }
            if !key.isEmpty { state.importsByKey[key] = number }
            return upload
        }
        return accepted(upload)
    }

    /// A worker comes round about every ten minutes; a row in fifty fails, and each without a
    /// token.
    private func batch(of table: ReapTable, number: Int, now: Int64) -> ReapBatch {
        let chance = world.chance(number)
        return ReapBatch(
            rows: table.rows,
            failed: min(table.rows, table.rowsWithoutToken + table.rows / 50),
            created: world.clock.moment(now), queue: 600 * chance.fraction(1),
            rate: 2 + 5 * chance.fraction(2))
    }

    private func accepted(_ upload: ReapUpload) -> HTTPResponse {
        let faults = world.faults
        let business = IDs(seed: world.configuration.seed).id(.kycRecord, 0)
        return .json(
            faults.has(.reapUpload200) ? 200 : faults.has(.reapUpload202) ? 202 : 201,
            [
                "batchId": .string(world.ids.id(.reap, UInt64(upload.number))),
                "businessUuid": .string(business),
                "status": "PENDING",
                "totalRecords": .integer(upload.batch.rows),
                "message": "The batch was queued.",
                "createdAt": .string(world.clock.iso(upload.batch.created)),
            ])
    }

    /// The same Idempotency-Key again: the pages disagree on what is answered.
    private func repeated(_ number: Int) -> HTTPResponse {
        guard !world.faults.has(.reapIdempotencyError),
            let upload = world.memory.use({ $0.imports[number] })
        else {
            var body: [JSON.Member] = [
                .init("code", "9999993401"), .init("message", "Duplicate upload"),
            ]
            if world.faults.has(.reapIdempotencyBatchId) {
                body.append(.init("batchId", .string(world.ids.id(.reap, UInt64(number)))))
            }
            return .json(409, .object(body))
        }
        return accepted(upload)
    }

    // MARK: Refusals

    private func refusal(_ call: Call) -> HTTPResponse? {
        guard let key = call.header("x-reap-api-key"), !key.isEmpty else {
            let message = "Invalid Authorization: missing API key"
            return world.faults.has(.reapMissingKey400)
                ? fault(400, "0501001400", message) : fault(401, "0000000100", message)
        }
        guard key == world.configuration.credentials.reapAPIKey,
            !world.faults.has(.expiredTokens, .reap)
        else {
            let code = world.faults.has(.reapEntityCodes) ? "0501002401" : "0000000200"
            return fault(401, code, "Invalid Authorization")
        }
        return nil
    }

    private func invalid(_ parameter: String, _ message: String) -> HTTPResponse {
        fault(400, "0701001400", message, parameter)
    }

    private func fault(
        _ status: Int, _ code: String, _ message: String, _ parameter: String = ""
    ) -> HTTPResponse {
        var body: [JSON.Member] = [
            .init("code", .string(code)), .init("message", .string(message)),
        ]
        if !world.faults.has(.reapNoParameter) {
            body.append(.init("parameter", .string(parameter)))
        }
        return .json(status, .object(body))
    }

    private func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
    }
}
