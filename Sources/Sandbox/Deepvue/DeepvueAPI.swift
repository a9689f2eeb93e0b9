import HTTP
import JSON

/// Deepvue's authorization and its page "Check Bulk Verification Results".
struct DeepvueAPI: Sendable {
    let world: World

    private static let files = "upi-basic-batch-output-files"

    var routes: [Route] {
        [
            Route("POST", "/v1/authorize", answer: authorize),
            Route("GET", "/v1/verification/batch-processing-status", answer: status),
            Route("GET", "/\(Self.files)/{}.csv", answer: file),
        ]
    }

    @Sendable private func authorize(_ call: Call) -> HTTPResponse {
        let form = FormFields(
            contentType: call.header("Content-Type") ?? "", body: call.request.body)
        let missing = ["client_id", "client_secret"].filter { form[$0] == nil }
        guard missing.isEmpty else { return absent(missing, in: "body") }
        let credentials = world.configuration.credentials
        guard form["client_id"] == credentials.deepvueClientID,
            form["client_secret"] == credentials.deepvueClientSecret
        else { return detail(401, "Incorrect client_id or client_secret") }
        // Whole seconds, as `expiry` tells them.
        let expiry = (call.now + DeepvueToken.life) / 1_000 * 1_000
        return .json(
            200,
            [
                "access_token": .string(DeepvueToken(world: world).issue(expiry: expiry)),
                "token_type": "bearer",
                "expiry": .string(ISOTime.withSeconds(expiry)),
            ])
    }

    @Sendable private func status(_ call: Call) -> HTTPResponse {
        guard let token = call.bearer, let key = call.header("x-api-key") else {
            return detail(401, "Not authenticated")
        }
        guard DeepvueToken(world: world).isGood(token, at: call.now) else {
            return detail(401, "Could not validate credentials")
        }
        guard key == world.configuration.credentials.deepvueClientSecret else {
            return detail(401, "Invalid client_id or client_secret, access Denied")
        }
        guard let id = call.query("request_id") else { return absent(["request_id"], in: "query") }
        guard case (let index, .deepvue(let batch))? = world.catalogue.find(.deepvue, id)
        else { return detail(404, "Request id not found") }

        let request = world.ids.id(.deepvue, UInt64(index))
        let isOver = batch.isOver(at: world.clock.moment(call.now))
        let (code, message, url): (Int, String, JSON) =
            switch (isOver, batch.hasFailed) {
            case (false, _): (202, "batch processing in progress", nil)
            case (true, true): (500, "batch processing failed", nil)
            case (true, false):
                (
                    200, "batch processing completed",
                    .string("http://\(call.host)/\(Self.files)/\(request).csv")
                )
            }
        return .json(
            200,
            [
                "transaction_id": .string(transaction(index, call.now)),
                "timestamp": .integer(Int(call.now)),
                "code": 200,
                "message": "Batch Upload status fetched successfully",
                "sub_code": "SUCCESS",
                "data": [
                    "request_id": .string(request),
                    "status": .integer(code),
                    "product_id": "",
                    "message": .string(message),
                    "batch_output_file_url": url,
                ],
            ])
    }

    @Sendable private func file(_ call: Call) -> HTTPResponse {
        guard
            case (let index, .deepvue(let batch))? =
                world.catalogue.find(.deepvue, call.parameter),
            batch.isOver(at: world.clock.moment(call.now)), !batch.hasFailed
        else { return .storeFault(404, "NoSuchKey", "The specified key does not exist.") }
        return .file(batch.csv(chance: world.chance(index)), for: call)
    }

    /// 32 hex digits, new for each call.
    private func transaction(_ index: Int, _ now: Int64) -> String {
        let chance = Chance(
            seed: world.configuration.seed, UInt64(index), UInt64(bitPattern: now))
        return (0..<2).map { place in
            let text = String(chance.number(place), radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }.joined()
    }

    private func detail(_ status: Int, _ text: String) -> HTTPResponse {
        .json(status, ["detail": .string(text)])
    }

    private func absent(_ names: [String], in place: String) -> HTTPResponse {
        let faults = names.map { name -> JSON in
            [
                "loc": [.string(place), .string(name)], "msg": "field required",
                "type": "value_error.missing",
            ]
        }
        return .json(422, ["detail": .array(faults)])
    }
}
