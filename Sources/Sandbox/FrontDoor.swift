import HTTP
import JSON

/// What the sandbox says about itself.
struct FrontDoor: Sendable {
    let world: World

    var routes: [Route] {
        [
            Route("GET", "/") { .text(200, explanation(host: $0.host)) },
            Route("GET", "/items") { _ in items },
        ]
    }

    private var items: HTTPResponse {
        let items = (0..<world.catalogue.count).lazy.map { index -> JSON in
            let item = world.catalogue.item(at: index)
            return [
                "kind": .string(item.kind), "id": .string(item.id), "label": .string(item.label),
            ]
        }
        // Written piece by piece, since there may be a million.
        var body = Array("[".utf8)
        for (index, item) in items.enumerated() {
            body.append(contentsOf: (index > 0 ? ",\n" : "").utf8)
            body.append(contentsOf: item.text(JSONStyle(isSpaced: true)).utf8)
        }
        body.append(contentsOf: "]".utf8)
        return HTTPResponse(
            status: 200, headers: ["Content-Type": "application/json"], body: body)
    }

    private func explanation(host: String) -> String {
        let credentials = world.configuration.credentials
        let given = world.configuration.speed
        let speed = Int(exactly: given).map(String.init) ?? String(given)
        let shown = (0..<min(world.catalogue.count, 40)).map { index in
            let item = world.catalogue.item(at: index)
            return "  \(item.kind)  \(item.id)  \(item.label)"
        }
        return """
            This is a sandbox of four vendors' APIs. Nothing here is real: the people, ids and
            outcomes are invented from seed \(world.configuration.seed), and time runs \
            \(speed) times as fast.

            Reap       x-reap-api-key: \(credentials.reapAPIKey)
              GET   /entity/kyc/import/batch/{batchId}
            Deepvue    client_id \(credentials.deepvueClientID), \
            client_secret (also x-api-key) \(credentials.deepvueClientSecret)
              POST  /v1/authorize
              GET   /v1/verification/batch-processing-status?request_id={id}
            Surepass   Authorization: Bearer \(credentials.surepassToken)
              POST  /api/v1/stamper-v2/bulk-stamp-order-summary
              POST  /api/v1/stamper-v2/bulk-usage-report/initiate
              GET   /api/v1/stamper-v2/bulk-usage-report/download?client_id={report id}
            DollarPe   X-API-KEY: \(credentials.dollarPeAPIKey), \
            signed with \(credentials.dollarPeAPISecret)
              POST  /cms/api/v1/kyc/add-kyc-data
              GET   /cms/api/v1/customer/{customer id}
              GET   /cms/api/v1/kyc/configuration/{customer id}

            All \(world.catalogue.count) items: http://\(host)/items
            \(shown.joined(separator: "\n"))

            """
    }
}
