import Dashboard
import Domain
import YAML

/// What the operator set: the configuration file with its defaults filled in.
struct Configuration: Equatable, Sendable {
    /// The vendors there are accounts with.
    var vendors = Vendors()
    /// How often each kind of work is looked at.
    var cadences = Cadences()
    /// Where the store is; nil for the default place.
    var store: StoreLocation?
    /// How the dashboard looks.
    var appearance = Appearance()
    /// Which key does what.
    var keys = KeyMap()
    /// Filters that have a name.
    var filters: [SavedFilter] = []
    /// What reaches the operator when something happens.
    var alerts = Alerts()
    /// What protects people's data on the screen.
    var privacy = Privacy()
    /// How vendors are reached.
    var network = Network()

    /// What holds without a configuration file.
    init() {}

    /// Reads a configuration file's text; an empty one leaves every default.
    init(parsing text: [UInt8], of document: ConfigurationDocument) throws(ConfigurationFailure) {
        let root: YAMLNode
        do throws(YAMLFault) {
            root = try YAMLNode(parsing: text)
        } catch {
            throw ConfigurationFailure(error, in: document.file)
        }
        try self.init(root, of: document)
    }

    /// Reads a configuration file's values.
    init(_ root: YAMLNode, of document: ConfigurationDocument) throws(ConfigurationFailure) {
        guard !root.isNull else { return }
        let keys = try ConfigurationValue(node: root, keys: [], document: document)
            .section(Key.self)
        if let value = keys[.vendors] { vendors = try Vendors(value) }
        if let value = keys[.polling] { cadences = try Cadences(value) }
        store = try keys[.store]?.store()
        if let value = keys[.appearance] { appearance = try Appearance(value) }
        if let value = keys[.keys] { self.keys = try value.keyMap() }
        if let value = keys[.filters] { filters = try value.savedFilters() }
        if let value = keys[.alerts] { alerts = try Alerts(value) }
        if let value = keys[.privacy] { privacy = try Privacy(value) }
        if let value = keys[.network] { network = try Network(value) }
    }

    private enum Key: String, ConfigurationKey {
        case vendors, polling, store, appearance, alerts, privacy, network, keys, filters
    }
}
