import Domain
import HTTP
import JSON

/// Deepvue's access token: fetched when needed, renewed in time, shared by all who ask at once.
actor DeepvueSession {
    private let exchange: VendorExchange
    private let clientID: Secret
    private let clientSecret: Secret
    private var current: (token: Secret, renewAt: Timestamp)?
    /// When the vendor said that the current token ends; nil when it did not, or there is none.
    private(set) var end: Timestamp?
    private var isRenewing = false
    private var waiters: [CheckedContinuation<Result<Secret, CheckFailure>?, Never>] = []
    /// Whether the vendor took only the multipart form.
    private var prefersMultipart = false

    /// How long before its end a token is renewed.
    private static let margin: Duration = .seconds(5 * 60)
    /// A token's life as documented, for when its end cannot be read.
    private static let life: Duration = .seconds(24 * 3600)

    init(exchange: VendorExchange, clientID: Secret, clientSecret: Secret) {
        self.exchange = exchange
        self.clientID = clientID
        self.clientSecret = clientSecret
    }

    /// A token that should be good; never the refused one, unless the vendor gives it again.
    func token(insteadOf refused: Secret? = nil) async throws(CheckFailure) -> Secret {
        while true {
            if let current, current.token != refused, exchange.now() < current.renewAt {
                return current.token
            }
            guard isRenewing else { return try await renew() }
            // Whoever renews tells the outcome, or nil for having been cancelled: then the next
            // one in line takes over.
            if let outcome = await withCheckedContinuation({ waiters.append($0) }) {
                return try outcome.get()
            }
        }
    }

    /// Fetches another token than the refused one; false when there is none to be had.
    func renew(insteadOf refused: Secret) async -> Bool {
        (try? await token(insteadOf: refused)) != nil
    }

    private func renew() async throws(CheckFailure) -> Secret {
        isRenewing = true
        var outcome: Result<Secret, CheckFailure>?
        defer {
            isRenewing = false
            let waiting = waiters
            waiters = []
            for waiter in waiting { waiter.resume(returning: outcome) }
        }
        do {
            let token = try await authorize()
            outcome = .success(token)
            return token
        } catch {
            if !Task.isCancelled { outcome = .failure(error) }
            throw error
        }
    }

    /// `POST /v1/authorize`, whose form the vendor's pages give once as urlencoded and once as
    /// multipart: the other one is tried when the first is refused for what it says.
    private func authorize() async throws(CheckFailure) -> Secret {
        do {
            return try await exchange.perform(.authorize) { remedy throws(CheckFailure) in
                let isMultipart = prefersMultipart != (remedy == .otherForm)
                let token = try accept(try await post(isMultipart: isMultipart))
                prefersMultipart = isMultipart
                return token
            }
        } catch {
            var failure = error
            // Whatever the token was wanted for was not sent.
            failure.mayHaveArrived = false
            switch failure.reason {
            // Nothing but the credentials is in this request.
            case .invalid: failure.reason = .auth
            // It is the call that is not there, not the batch that somebody asked about.
            case .notFound:
                failure.reason = .malformed
                failure.message = "Deepvue has no /v1/authorize there: the base URL is not right"
            default: break
            }
            throw failure
        }
    }

    /// Takes the token out of an answer and keeps it.
    private func accept(_ response: HTTPResponse) throws(CheckFailure) -> Secret {
        let body = exchange.json(response)
        if let failure = exchange.deepvueFailure(response, body, hiding: clientID) {
            throw failure
        }
        guard let text = body?["access_token"]?.string, !text.isEmpty else {
            throw exchange.malformed(response, "without an access token")
        }
        // A token that no header can carry would fail every check until it is renewed.
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw exchange.malformed(response, "with an access token that is none")
        }
        let token = Secret(text)
        end = body?["expiry"]?.timestamp
        current = (token, renewal(expiry: end))
        return token
    }

    /// When to renew: five minutes before the end, for a short life at half of it.
    private func renewal(expiry: Timestamp?) -> Timestamp {
        let now = exchange.now()
        let life = expiry.map { $0 - now } ?? Self.life
        // An end in the past says that the clocks differ; a refusal will tell when to renew.
        let left = life > .zero ? life : Self.life
        return now + max(left - Self.margin, left / 2)
    }

    private func post(isMultipart: Bool) async throws(CheckFailure) -> HTTPResponse {
        let fields = [
            ("client_id", clientID.revealed()), ("client_secret", clientSecret.revealed()),
        ]
        let form = isMultipart ? Form(multipart: fields) : Form(urlencoded: fields)
        return try await exchange.send(
            "POST", exchange.base.appending("/v1/authorize"),
            headers: ["Content-Type": form.contentType], body: form.body)
    }
}
