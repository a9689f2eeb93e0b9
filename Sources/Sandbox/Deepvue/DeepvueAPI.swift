import HTTP
import JSON

/// Deepvue's authorization, its bulk verification of UPI addresses and its page "Check Bulk
/// Verification Results".
struct DeepvueAPI: Sendable {
    let world: World

    private static let files = "/upi-basic-batch-output-files/"

    var routes: [Route] {
        [
            Route("POST", "/v1/authorize", vendor: .deepvue, answer: authorize),
            Route("POST", "/v1/verification/upi-basic/batch", vendor: .deepvue, answer: upload),
            Route(
                "GET", "/v1/verification/batch-processing-status", vendor: .deepvue,
                answer: status),
            Route("GET", "\(Self.files){}.csv", vendor: .deepvue, answer: file),
        ]
    }

    // MARK: Authorization

    @Sendable private func authorize(_ call: Call) -> HTTPResponse {
        let form = Form(contentType: call.header("Content-Type") ?? "", body: call.request.body)
        let missing = ["client_id", "client_secret"].filter { form[$0] == nil }
        guard missing.isEmpty else { return absent(missing, in: "body") }
        let credentials = world.configuration.credentials
        guard form["client_id"] == credentials.deepvueClientID,
            form["client_secret"] == credentials.deepvueClientSecret
        else { return detail(401, "Incorrect client_id or client_secret") }
        let tokens = DeepvueToken(world: world)
        // Whole seconds, as `expiry` tells them.
        let expiry = (call.now + tokens.life) / 1_000 * 1_000
        let token = tokens.issue(expiry: expiry)
        world.memory.use { $0.token = token }
        return .json(
            200,
            [
                "access_token": .string(token), "token_type": "bearer",
                "expiry": .string(ISOTime.withSeconds(expiry)),
            ])
    }

    private func refusal(_ call: Call) -> HTTPResponse? {
        guard let token = call.bearer else { return detail(401, "Not authenticated") }
        guard let key = call.header("x-api-key") else {
            return detail(world.faults.has(.deepvueMissingKey403) ? 403 : 401, "Not authenticated")
        }
        let isVoid =
            world.faults.has(.deepvueOneToken) && world.memory.use { $0.token } != token
        guard DeepvueToken(world: world).isGood(token, at: call.now), !isVoid else {
            return world.faults.has(.deepvue403)
                ? detail(403, "Not a valid token") : detail(401, "Could not validate credentials")
        }
        guard key == world.configuration.credentials.deepvueClientSecret else {
            return detail(401, "Invalid client_id or client_secret, access Denied")
        }
        return nil
    }

    // MARK: Upload

    @Sendable private func upload(_ call: Call) -> HTTPResponse {
        if let refusal = refusal(call) { return refusal }
        if call.query("webhook_url") == nil, world.faults.has(.deepvueWebhookRequired) {
            return absent(["webhook_url"], in: "query")
        }
        let form = Form(contentType: call.header("Content-Type") ?? "", body: call.request.body)
        guard let file = form.field("batch_file"), file.fileName != nil else {
            return absent(["batch_file"], in: "body")
        }
        guard file.bytes.count <= DeepvueUpload.byteLimit else {
            return detail(422, "Batch file too large")
        }
        guard String(validating: file.bytes, as: UTF8.self) != nil else {
            return detail(422, "Batch file is not UTF-8")
        }
        let rows = CSV.records(file.bytes).count - 1
        guard rows > 0 else { return detail(422, "Batch file is empty") }
        let number = world.memory.use { state in
            let number = state.number()
            let chance = world.chance(number)
            let batch = DeepvueBatch(
                rows: rows, created: world.clock.moment(call.now),
                length: min(60 + Double(rows) * (0.2 + chance.fraction(1)), 3_600))
            state.verifications.set(
                DeepvueUpload(batch: batch, file: file.bytes), for: number,
                weight: file.bytes.count + 256)
            return number
        }
        let request = JSON.string(world.ids.id(.deepvue, UInt64(number)))
        return .json(
            world.faults.has(.deepvueUpload200) ? 200 : 201,
            [
                "code": 201, "timestamp": .integer(Int(call.now)), "transaction_id": request,
                "request_id": request, "message": "batch processing in progress",
                "sub_code": "SUCCESS", "output_batch_file": "",
            ])
    }

    // MARK: Status

    @Sendable private func status(_ call: Call) -> HTTPResponse {
        if let refusal = refusal(call) { return refusal }
        guard let id = call.query("request_id") else { return absent(["request_id"], in: "query") }
        guard let (number, batch, _) = batch(id) else { return unknown(call) }
        let faults = world.faults
        let isOver =
            batch.isOver(at: world.clock.moment(call.now))
            && !(faults.has(.deepvueFlap) && call.number % 2 == 1)
        let request = world.ids.id(.deepvue, UInt64(number))
        let noLink: JSON = faults.has(.deepvueEmptyUrl) ? "" : nil
        let (code, message, url): (Int, String, JSON) =
            switch (isOver, batch.hasFailed || faults.has(.deepvueFailed)) {
            case (false, _): (202, "batch processing in progress", noLink)
            case (true, true): (500, "batch processing failed", noLink)
            case (true, false):
                (200, "batch processing completed", .string(link(request, call: call)))
            }
        var data: [JSON.Member] = [.init("request_id", .string(request))]
        if !faults.has(.deepvueMissingStatus) { data.append(.init("status", .integer(code))) }
        data += [.init("product_id", ""), .init("message", .string(message))]
        if code == 200 || !faults.has(.deepvueMissingUrl) {
            data.append(.init("batch_output_file_url", url))
        }
        let http = code == 202 && faults.has(.deepvue202) ? 202 : 200
        return fetched(call, http, data: .object(data))
    }

    private func batch(
        _ id: String
    ) -> (number: Int, batch: DeepvueBatch, upload: DeepvueUpload?)? {
        guard let number = world.ids.number(.deepvue, of: id).map(Int.init) else { return nil }
        if let upload = world.memory.use({ $0.verifications[number] }) {
            return (number, upload.batch, upload)
        }
        guard case .deepvue(let batch)? = world.catalogue.plan(.deepvue, at: number) else {
            return nil
        }
        return (number, batch, nil)
    }

    private func unknown(_ call: Call) -> HTTPResponse {
        let text = "Request id not found"
        if world.faults.has(.deepvueUnknown400) { return detail(400, text) }
        if world.faults.has(.deepvueUnknown422) { return detail(422, text) }
        if world.faults.has(.deepvueUnknownNull) { return fetched(call, 200, data: nil) }
        return detail(404, text)
    }

    private func fetched(_ call: Call, _ status: Int, data: JSON) -> HTTPResponse {
        .json(
            status,
            [
                "transaction_id": .string(transaction(call)),
                "timestamp": .integer(Int(call.now)),
                "code": .integer(status),
                "message": "Batch Upload status fetched successfully",
                "sub_code": "SUCCESS",
                "data": data,
            ])
    }

    /// 32 hex digits, others for each batch and millisecond.
    private func transaction(_ call: Call) -> String {
        let id = call.query("request_id") ?? ""
        let subject = id.utf8.reduce(5_381 as UInt64) { $0 &* 33 ^ UInt64($1) }
        let chance = Chance(
            seed: world.configuration.seed, subject, UInt64(bitPattern: call.now))
        return (0..<2).map { place in
            let text = String(chance.number(place), radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }.joined()
    }

    // MARK: The result's file

    private func link(_ request: String, call: Call) -> String {
        let path = "\(Self.files)\(request).csv"
        return world.faults.has(.deepvueSignedUrl)
            ? SignedLink(world: world).url(host: call.host, path: path, at: call.now)
            : "http://\(call.host)\(path)"
    }

    @Sendable private func file(_ call: Call) -> HTTPResponse {
        let faults = world.faults
        if faults.has(.deepvueFile403) {
            return .storeFault(403, "AccessDenied", "Access Denied")
        }
        if faults.has(.deepvueSignedUrl), !SignedLink(world: world).isGood(call) {
            return .storeFault(403, "AccessDenied", "Request has expired")
        }
        guard let (number, batch, upload) = batch(call.parameter),
            batch.isOver(at: world.clock.moment(call.now)), !batch.hasFailed,
            !faults.has(.deepvueFile404), !faults.has(.deepvueFailed)
        else { return .storeFault(404, "NoSuchKey", "The specified key does not exist.") }
        if faults.has(.deepvueEmptyCsv) { return .file("", for: call) }
        let chance = world.chance(number)
        return .file(upload?.csv(chance: chance) ?? batch.csv(chance: chance), for: call)
    }

    // MARK: Faults

    private func detail(_ status: Int, _ text: String) -> HTTPResponse {
        .json(status, ["detail": .string(text)])
    }

    private func absent(_ names: [String], in place: String) -> HTTPResponse {
        if world.faults.has(.deepvue422Text) { return detail(422, "\(names[0]): field required") }
        let faults = names.map { name -> JSON in
            [
                "loc": [.string(place), .string(name)], "msg": "field required",
                "type": "value_error.missing",
            ]
        }
        return .json(422, ["detail": .array(faults)])
    }
}
