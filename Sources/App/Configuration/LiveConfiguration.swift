import Domain
import HTTP
import HTTPClient
import Polling

/// The configuration of a program that runs for long: it is read again when its file changes, and
/// what cannot be used leaves the old one in force.
actor LiveConfiguration {
    private let file: ConfigurationFile
    private let host: Host
    private var inForce: Configuration
    private var vendors: VendorSet
    private var transport: CurlTransport
    /// Whether there was no file yet.
    private var isAbsent: Bool

    /// Starts from what was read and fetched at the start, which is nothing when the file is absent.
    init(
        file: ConfigurationFile, host: Host, configuration: Configuration, vendors: VendorSet,
        transport: CurlTransport, isAbsent: Bool = false
    ) {
        self.file = file
        self.host = host
        self.vendors = vendors
        self.transport = transport
        self.isAbsent = isAbsent
        inForce = configuration
    }

    /// What reading again came to.
    enum Reading: Sendable {
        /// Nothing that matters is new.
        case same
        /// It cannot be used: one sentence that says where and why.
        case faulty(String)
        /// It is in force from now on.
        case changed(Change)
    }

    /// A new configuration beside the one before.
    struct Change: Sendable {
        /// What it says.
        var configuration: Configuration
        /// Its vendors with their credentials.
        var vendors: VendorSet
        /// The vendors to ask in another way than before, or for the first time.
        var changed: Set<Vendor>
        /// The vendors that are configured no more.
        var removed: Set<Vendor>
        /// The parts that differ, such as `polling`.
        var parts: [String]

        /// The parts in one line.
        var summary: String { parts.joined(separator: ", ") }

        /// What the activity record gets.
        func entry(at moment: Timestamp, by operatorName: String) -> ActivityEntry {
            ActivityEntry(
                at: moment, event: .configurationChanged, key: nil,
                text: "new configuration in force: \(summary)", operatorName: operatorName)
        }
    }

    /// Reads the file and fetches the credentials again. Waits for programs that print some.
    func readAgain() -> Reading {
        do throws(ConfigurationFailure) {
            guard let new = try file.read() else { return .same }
            _ = try ThemeFiles(directories: host.directories).theme(named: new.appearance.theme)
            let isOtherNetwork = new.network != inForce.network
            let transport =
                isOtherNetwork
                ? CurlTransport(configuration: new.network.transport) : transport
            let vendors = try VendorSet(
                new, transport: transport,
                secrets: SecretResolver(environment: host.environment))
            var change = change(to: new, vendors, isOtherNetwork: isOtherNetwork)
            if isAbsent, change.parts.isEmpty { change.parts = ["no vendor in it yet"] }
            isAbsent = false
            guard !change.parts.isEmpty else { return .same }
            // The transport before goes when the last client that uses it does.
            (self.transport, self.vendors, inForce) = (transport, vendors, new)
            return .changed(change)
        } catch {
            // The folder is known, and a line on the screen is short.
            var fault = error
            fault.file = error.file?.split(separator: "/").last.map(String.init)
            return .faulty(fault.description)
        }
    }

    private func change(
        to new: Configuration, _ set: VendorSet, isOtherNetwork: Bool
    ) -> Change {
        let names = new.vendors.names
        let different = names.filter { vendor in
            !new.vendors.isSame(inForce.vendors, vendor)
                || !vendors.leftOut.contains(vendor)
                    && set.credentials(of: vendor) != vendors.credentials(of: vendor)
        }
        let removed = inForce.vendors.names.subtracting(names)
        var parts = Vendor.allCases.filter { different.union(removed).contains($0) }
            .map { "vendors.\($0.rawValue)" }
        if new.cadences != inForce.cadences { parts.append("polling") }
        if new.store != inForce.store { parts.append("store (from the next start on)") }
        if new.appearance != inForce.appearance { parts.append("appearance") }
        if new.alerts != inForce.alerts { parts.append("alerts") }
        if new.privacy != inForce.privacy { parts.append("privacy") }
        if isOtherNetwork { parts.append("network") }
        return Change(
            configuration: new, vendors: set, changed: isOtherNetwork ? names : different,
            removed: removed, parts: parts)
    }
}

extension Configuration {
    /// The file itself and the files that credentials are in: what is worth a new reading.
    func watchedFiles(besides file: ConfigurationFile) -> [String] {
        [file.path]
            + vendors.secrets.compactMap { source in
                if case .file(let path) = source.origin { path } else { nil }
            }
    }
}

extension Configuration.Vendors {
    fileprivate func isSame(_ other: Configuration.Vendors, _ vendor: Vendor) -> Bool {
        switch vendor {
        case .reap: reap == other.reap
        case .deepvue: deepvue == other.deepvue
        case .surepass: surepass == other.surepass
        case .dollarpe: dollarpe == other.dollarpe
        }
    }
}

extension VendorSet {
    fileprivate func credentials(of vendor: Vendor) -> [String: Secret] {
        credentials.filter { $0.key.hasPrefix("vendors.\(vendor.rawValue).") }
    }
}

extension Poller {
    /// Goes by another configuration from now on.
    func take(_ change: LiveConfiguration.Change) {
        for vendor in change.removed { removeClient(of: vendor) }
        for vendor in change.changed {
            if let client = change.vendors.clients[vendor] { replace(client: client) }
        }
        replace(cadences: change.configuration.cadences)
    }
}
