import Domain
import Store

/// What a command works on: the configuration, when there is one, and where the store is.
struct Workspace {
    /// The configuration file that is in force, whether it exists or not.
    let file: ConfigurationFile
    /// What it says; nil when no file was named and the default one does not exist.
    let configuration: Configuration?
    /// The store's file.
    let storePath: String
    /// How what is done to the store is signed in the activity record.
    let origin: Origin

    /// Reads the configuration that the invocation names, or the default one.
    init(_ invocation: Invocation) throws(ProgramFailure) {
        let directories = invocation.host.directories
        file = ConfigurationFile(option: invocation.value("config"), directories: directories)
        do throws(ConfigurationFailure) {
            configuration = try file.read()
        } catch {
            throw ProgramFailure(error)
        }
        let location = StoreLocation(
            option: invocation.value("store"), configuration: configuration,
            directories: directories)
        guard case .file(let path) = location else {
            throw ProgramFailure(
                .configuration, "store: a PostgreSQL server cannot hold the store",
                hint: "name a file with --store or in the configuration")
        }
        storePath = path
        origin = Origin.current(login: invocation.host.login)
        if invocation.has("verbose") {
            let read = configuration == nil ? " (not there)" : ""
            Standard.error("configuration: \(PlainText.of(file.path))\(read)\n")
            Standard.error("store: \(PlainText.of(path))\n")
        }
    }

    /// How often each kind is looked at.
    var cadences: Cadences { configuration?.cadences ?? Cadences() }

    /// What the configuration says, for work that needs a vendor.
    func requiredConfiguration() throws(ProgramFailure) -> Configuration {
        if let configuration { return configuration }
        throw ProgramFailure(
            .configuration, "no configuration: \(PlainText.of(file.path)) does not exist",
            hint: "vigil config init writes one; vigil demo needs none")
    }

    /// Refuses a kind whose vendor the configuration leaves out.
    func requireVendor(of kind: Kind) throws(ProgramFailure) {
        guard let configuration, !configuration.vendors.names.contains(kind.vendor) else { return }
        throw ProgramFailure(
            .configuration, "\(kind.rawValue): \(kind.vendor.title) is not configured",
            hint: "add vendors.\(kind.vendor.rawValue) to \(PlainText.of(file.path))")
    }

    /// Opens the store, works on it and closes it.
    func withStore<Value: Sendable>(
        _ work: @escaping @Sendable (SQLiteStore) async throws -> Value
    ) throws(ProgramFailure) -> Value {
        let (path, origin) = (storePath, origin)
        return try blocking { () async throws(ProgramFailure) -> Value in
            do {
                let store = try SQLiteStore(path: path, origin: origin)
                do {
                    let value = try await work(store)
                    await store.close()
                    return value
                } catch {
                    await store.close()
                    throw error
                }
            } catch let failure as StoreFailure {
                throw ProgramFailure(failure)
            } catch {
                throw (error as? ProgramFailure)
                    ?? ProgramFailure(.workFailed, "the store could not be used")
            }
        }
    }
}
