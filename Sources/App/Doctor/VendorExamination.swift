import Domain
import HTTPClient
import Vendors

/// Whether the configured vendors can be reached, take the credentials and agree on the time. Each
/// is asked about a piece of work that cannot exist, once.
struct VendorExamination: Sendable {
    /// Which vendors, and how they are reached.
    var configuration: Configuration
    /// Whose environment credentials and proxies are looked up in.
    var host: Host
    /// When programs that print credentials must be done.
    var secretsDeadline: ContinuousClock.Instant
    /// When everything must be done.
    var deadline: ContinuousClock.Instant

    /// What was found, vendor by vendor, and of the clock last.
    func findings() async -> [Finding] {
        let vendors = Vendor.allCases.filter(configuration.vendors.names.contains)
        let seen = await withTaskGroup(of: (Vendor, Finding, Duration?).self) { group in
            for vendor in vendors {
                group.addTask {
                    let answer = await value(by: deadline) { await examine(vendor) }
                    return (vendor, answer?.0 ?? late(vendor), answer?.1)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = ($1.1, $1.2) }
        }
        let leads = vendors.compactMap { vendor in seen[vendor]?.1.map { (vendor, $0) } }
        return vendors.compactMap { seen[$0]?.0 } + [Self.clock(leads)].compactMap { $0 }
    }

    private func examine(_ vendor: Vendor) async -> (Finding, Duration?) {
        let name = vendor.rawValue
        var own = configuration
        own.vendors = configuration.vendors.only(vendor)
        own.network.timeout = min(own.network.timeout, max(.milliseconds(100), deadline - .now))
        let transport = ObservedTransport(CurlTransport(configuration: own.network.transport))
        let clients: VendorSet
        do throws(ConfigurationFailure) {
            clients = try VendorSet(
                own, transport: transport,
                secrets: SecretResolver(
                    environment: host.environment,
                    withheld: configuration.vendors.secretVariables,
                    commandLimit: max(.zero, secretsDeadline - .now)))
        } catch {
            return (.problem(name, "no credentials: \(error)", "see vendors.\(name)"), nil)
        }
        guard let client = clients.clients[vendor], let key = Self.nothing(of: vendor) else {
            return (.problem(name, "cannot be asked", "see vendors.\(name)"), nil)
        }
        do throws(CheckFailure) {
            _ = try await client.check(key)
            return (Self.good(name), transport.lead)
        } catch {
            return (Self.finding(error, name), transport.lead)
        }
    }

    private static func good(_ name: String) -> Finding {
        .ok(name, "reachable, credentials accepted")
    }

    /// What the failure of asking about nothing means: to know no such work is the right answer.
    private static func finding(_ failure: CheckFailure, _ name: String) -> Finding {
        switch failure.reason {
        case .notFound, .invalid: good(name)
        case .auth, .malformed:
            .problem(name, failure.message, ProgramFailure.advice(failure.hint))
        case .rateLimited, .vendor: .warning(name, failure.message, "ask again in a while")
        case .network:
            .problem(
                name, failure.message, "see the network, HTTPS_PROXY and vendors.\(name).base_url")
        }
    }

    private func late(_ vendor: Vendor) -> Finding {
        .problem(
            vendor.rawValue, "no answer in time",
            "see the network, HTTPS_PROXY and vendors.\(vendor.rawValue).base_url")
    }

    /// Requests to DollarPe are signed with the time; all else only looks wrong.
    static func clock(_ leads: [(Vendor, Duration)]) -> Finding? {
        func size(_ lead: Duration) -> Duration { lead < .zero ? .zero - lead : lead }
        guard let worst = leads.max(by: { size($0.1) < size($1.1) }) else { return nil }
        let seconds = size(worst.1).milliseconds / 1000
        guard seconds >= 30 else {
            return .ok("clock", "agrees with \(leads.map(\.0.title).joined(separator: ", "))")
        }
        let text =
            "\(seconds) s \(worst.1 > .zero ? "behind" : "ahead of") \(worst.0.title)'s clock"
        let isSigning = leads.contains { $0.0 == .dollarpe && size($0.1) >= .seconds(30) }
        return isSigning
            ? .problem(
                "clock", text + ", and DollarPe takes requests signed with the time",
                "set this machine's clock: timedatectl set-ntp true")
            : .warning("clock", text, "set this machine's clock: timedatectl set-ntp true")
    }

    /// A key that a vendor cannot know.
    private static func nothing(of vendor: Vendor) -> ItemKey? {
        let uuid = "00000000-0000-4000-8000-000000000000"
        return switch vendor {
        case .reap: ItemKey(kind: .reap, id: uuid)
        case .deepvue: ItemKey(kind: .deepvue, id: String(repeating: "0", count: 32))
        case .surepass: ItemKey(kind: .stamps, id: "bulk_stamp_v2_vigildoctor")
        case .dollarpe: ItemKey(kind: .kyc, id: uuid)
        }
    }
}

extension Configuration.Vendors {
    /// One of the accounts alone.
    fileprivate func only(_ vendor: Vendor) -> Configuration.Vendors {
        var one = Configuration.Vendors()
        switch vendor {
        case .reap: one.reap = reap
        case .deepvue: one.deepvue = deepvue
        case .surepass: one.surepass = surepass
        case .dollarpe: one.dollarpe = dollarpe
        }
        return one
    }
}
