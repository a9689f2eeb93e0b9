import HTTP
import JSON

/// What the sandbox says about itself.
struct FrontDoor: Sendable {
    let world: World

    private static let pageSize = 1_000
    private static let largestPage = 10_000

    var routes: [Route] {
        [
            Route("GET", "/", vendor: nil) { .text(200, explanation(host: $0.host)) },
            Route("GET", "/items", vendor: nil, answer: items),
        ]
    }

    // MARK: Items

    @Sendable private func items(_ call: Call) -> HTTPResponse {
        var subject: IDs.Subject?
        if let kind = call.query("kind") {
            subject = IDs.Subject.listed.first { $0.kind == kind }
            guard subject != nil else {
                let kinds = IDs.Subject.listed.map(\.kind).joined(separator: ", ")
                return invalid("kind must be one of \(kinds)")
            }
        }
        guard let offset = number(call, "offset", 0),
            let limit = number(call, "limit", Self.pageSize)
        else { return invalid("offset and limit must be whole numbers") }
        let catalogue = world.catalogue
        let count = subject.map(catalogue.count) ?? catalogue.count
        let places = min(offset, count)..<min(offset + min(limit, Self.largestPage), count)
        let items = places.map { place in
            let item = catalogue.item(at: subject.map { catalogue.index(of: $0, place) } ?? place)
            let json: JSON = [
                "kind": .string(item.kind), "id": .string(item.id), "label": .string(item.label),
            ]
            return json.text(JSONStyle(isSpaced: true))
        }
        return HTTPResponse(
            status: 200,
            headers: ["Content-Type": "application/json", "X-Total-Count": String(count)],
            body: Array("[\(items.joined(separator: ",\n"))]".utf8))
    }

    private func number(_ call: Call, _ name: String, _ usual: Int) -> Int? {
        guard let text = call.query(name) else { return usual }
        return Int(text).flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
    }

    private func invalid(_ message: String) -> HTTPResponse {
        .json(400, ["error": "invalid", "message": .string(message)])
    }

    // MARK: The front page

    private func explanation(host: String) -> String {
        let given = world.configuration.speed
        let speed = Int(exactly: given).map(String.init) ?? String(given)
        return """
            This is a sandbox of four vendors' APIs. Nothing here is real: the people, ids and
            outcomes are invented from seed \(world.configuration.seed), and time runs \
            \(speed) times as fast.

            \(endpoints)

            ITEMS
            \(itemsText(host: host))

            STEERING
              PATCH /cms/api/v1/kyc/mock-kyc-status {"customer_id": ID, "kyc_status": STATUS}
              sets a customer's state as in the vendor's own sandbox: while PROCESSING to VERIFIED,
              UNVERIFIED, TAX_VERIFICATION_FAILED or DOCUMENT_VERIFICATION_FAILED; from VERIFIED or
              FAILED to UNVERIFIED; from UNVERIFIED to nothing. What clients submit, upload, order
              or change is remembered while the sandbox runs.

            FAULTS, as in --faults slow,deepvue:throttled,dollarpe-profile-only=java_sample
              One name or several; vendor:name for one vendor. On now: \(world.faults.description).
            \(rows(Faults.Scenario.allCases.map { ($0.rawValue, $0.summary) }))

            SWITCHES, one for each point that the vendors' pages leave open
            \(rows(Faults.Switch.allCases.map { ($0.usage, $0.summary) }))

            """
    }

    private var endpoints: String {
        let credentials = world.configuration.credentials
        return """
            REAP      header x-reap-api-key: \(credentials.reapAPIKey)
              POST  /entity/kyc/import/batch                    multipart file; X-Provider: sumsub
              GET   /entity/kyc/import/batch/{batchId}
            DEEPVUE   client_id \(credentials.deepvueClientID), \
            client_secret (also the header x-api-key) \(credentials.deepvueClientSecret)
              POST  /v1/authorize                               form or multipart
              POST  /v1/verification/upi-basic/batch            multipart batch_file
              GET   /v1/verification/batch-processing-status?request_id={id}
            SUREPASS  header Authorization: Bearer \(credentials.surepassToken); \
            below /api/v1/stamper-v2:
              POST  /bulk-order-stamp, /order-bulk-stamp or /bulk-order
              POST  /bulk-stamp-orders-list or /bulk-stamp-orders/list
              POST  /bulk-stamp-order-summary
              POST  /bulk-usage-report/initiate
              GET   /bulk-usage-report/download?client_id={report id}, /bulk-usage-report/download/{id}
              GET   /order-status?client_id={stamp id} or /fetch-stamp/{stamp id}
              GET   /stats, /list-articles?state=DL
              GET   /api/v1/utils/usage/balance                 not below stamper-v2
            DOLLARPE  header X-API-KEY: \(credentials.dollarPeAPIKey), X-TIMESTAMP: seconds, \
            X-SIGNATURE: base64 of
              HMAC-SHA256 of key|timestamp|body with \(credentials.dollarPeAPISecret), {} for no body; \
            below /cms/api/v1:
              POST  /customer/create
              GET   /customer/{id}, /customer/list?page=N
              GET   /kyc/configuration/{id}
              POST  /kyc/add-kyc-data
              PATCH /kyc/update-document-info, -tax-info, -selfie-info, -additional-info (or POST)
              POST  /kyc/reset-kyc
              PATCH /kyc/mock-kyc-status
            """
    }

    private func itemsText(host: String) -> String {
        let count = world.catalogue.count
        let shown = (0..<min(count, 40)).map { index in
            let item = world.catalogue.item(at: index)
            return "  \(item.kind)  \(item.id)  \(item.label)"
        }
        return """
              There are \(count); http://\(host)/items?kind=&offset=&limit= lists them \
            (limit \(Self.pageSize), at most \(Self.largestPage)).
            \(shown.joined(separator: "\n"))
            """
    }

    private func rows(_ rows: [(name: String, text: String)]) -> String {
        let width = rows.map(\.name.count).max() ?? 0
        return rows.map { name, text in
            "  \(name)\(String(repeating: " ", count: width - name.count))  \(text)"
        }.joined(separator: "\n")
    }
}
