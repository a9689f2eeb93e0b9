import Domain
import Glibc
import HTTPClient
import Store
import Vendors

/// What a command works with that may ask vendors: the signals taken over, the open store and,
/// from when they are first needed, the vendors' clients.
final class CommandSession {
    /// What was typed.
    let invocation: Invocation
    /// The configuration and where the store is.
    let workspace: Workspace
    /// The signals.
    let interruptions: Interruptions
    /// The open store.
    let store: SQLiteStore
    private var transport: CurlTransport?
    private var connected: VendorSet?

    /// Opens a session, works in it and closes it, whatever happens.
    static func run<Value>(
        _ invocation: Invocation,
        _ work: (CommandSession) throws(ProgramFailure) -> Value
    ) throws(ProgramFailure) -> Value {
        let interruptions = Interruptions()
        defer { interruptions.release() }
        let session = try CommandSession(invocation, interruptions)
        defer { session.close() }
        do throws(ProgramFailure) {
            return try work(session)
        } catch {
            // A helper program that the same Ctrl-C ended is no failure of its own.
            if error.status != .interrupted, interruptions.hasEnd() { throw .interrupted }
            throw error
        }
    }

    private init(
        _ invocation: Invocation, _ interruptions: Interruptions
    ) throws(ProgramFailure) {
        self.invocation = invocation
        self.interruptions = interruptions
        workspace = try Workspace(invocation)
        let (path, origin) = (workspace.storePath, workspace.origin)
        store = try blocking { () async throws(ProgramFailure) in
            do throws(StoreFailure) {
                return try SQLiteStore(path: path, origin: origin)
            } catch {
                throw ProgramFailure(error)
            }
        }
    }

    private func close() {
        transport?.close()
        let store = store
        blocking { await store.close() }
    }

    /// How often each kind is looked at.
    var cadences: Cadences { workspace.cadences }

    /// The clients of the vendors of these kinds, every one of which must be configured and its
    /// credentials to be had. No other vendor's credentials are fetched: that may take a while, or
    /// ask somebody for a password.
    func vendors(of kinds: some Sequence<Kind>) throws(ProgramFailure) -> VendorSet {
        let kinds = Set(kinds)
        let vendors = try vendors(only: Set(kinds.map(\.vendor)))
        for kind in Kind.allCases where kinds.contains(kind) {
            try workspace.requireVendor(of: kind)
            if let fault = vendors.faults[kind.vendor] { throw ProgramFailure(fault) }
        }
        return vendors
    }

    /// The clients of all configured vendors; a credential that cannot be had is a failure.
    func allVendors() throws(ProgramFailure) -> VendorSet {
        let vendors = try vendors()
        do throws(ConfigurationFailure) {
            try vendors.demandAll()
        } catch {
            throw ProgramFailure(error)
        }
        return vendors
    }

    /// The clients of the configured vendors whose credentials can be had, of those that are wanted;
    /// without a configuration that is a failure. No request takes longer than `limit`.
    func vendors(
        limit: Duration? = nil, only wanted: Set<Vendor> = Set(Vendor.allCases)
    ) throws(ProgramFailure) -> VendorSet {
        if let connected, connected.leftOut.isDisjoint(with: wanted) { return connected }
        var configuration = try workspace.requiredConfiguration()
        if let limit { configuration.network.timeout = min(configuration.network.timeout, limit) }
        let transport =
            transport ?? CurlTransport(configuration: configuration.network.transport)
        self.transport = transport
        let vendors = VendorSet(
            readable: configuration, transport: transport,
            secrets: SecretResolver(environment: invocation.host.environment), only: wanted)
        let store = store
        blocking { await vendors.share(through: store) }
        connected = vendors
        return vendors
    }

    /// What follows the configuration's file from now on; nil when there is none.
    func configurationFollower() throws(ProgramFailure) -> ConfigurationFollower? {
        let vendors = if let connected { connected } else { try vendors() }
        guard let transport, let configuration = workspace.configuration else { return nil }
        return ConfigurationFollower(
            workspace.file, configuration,
            LiveConfiguration(
                file: workspace.file, host: invocation.host, configuration: configuration,
                vendors: vendors, transport: transport))
    }

    /// Desks that settle earlier writes by what checks show, and write nothing themselves.
    func learningDesks(_ vendors: VendorSet, _ cadences: Cadences) -> VendorDesks {
        VendorDesks(
            vendors, cadences: cadences, store: store, operatorName: invocation.operatorName,
            gate: WriteGate(isReadOnly: true))
    }

    /// Does something with the store.
    func inStore<Value: Sendable>(
        _ work: @escaping @Sendable (SQLiteStore) async throws(StoreFailure) -> Value
    ) throws(ProgramFailure) -> Value {
        let store = store
        return try blocking { () async throws(ProgramFailure) in
            do throws(StoreFailure) {
                return try await work(store)
            } catch {
                throw ProgramFailure(error)
            }
        }
    }

    /// Everything that is tracked, or ever was.
    func items(includingUntracked: Bool) throws(ProgramFailure) -> [TrackedItem] {
        try inStore { store throws(StoreFailure) in
            try await store.items(includingUntracked: includingUntracked)
        }
    }

    /// The item that a REF names: one that is tracked, or else one that once was.
    func item(_ reference: String) throws(ProgramFailure) -> TrackedItem {
        let items = try items(includingUntracked: true)
        let reference = ItemReference(reference)
        let tracked = items.filter(\.isTracked)
        if case .none = reference.match(among: tracked.map(\.key)) {
            return try ItemChoice.item(reference, among: items)
        }
        return try ItemChoice.item(reference, among: tracked)
    }
}
