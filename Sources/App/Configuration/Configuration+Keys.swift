import Dashboard
import YAML

extension ConfigurationValue {
    /// The entries of a section whose names are the operator's own.
    func entries(_ form: String) throws(ConfigurationFailure) -> [(
        name: ConfigurationValue, value: ConfigurationValue
    )] {
        guard case .mapping(let entries) = node.content else {
            throw mistyped(form, hidingText: true)
        }
        return entries.map {
            (
                ConfigurationValue(node: $0.key, keys: keys, document: document),
                ConfigurationValue(node: $0.value, keys: keys + [$0.name], document: document)
            )
        }
    }

    /// Keys for actions: `quit: [q, ctrl-x]` or `theme: t`.
    func keyMap() throws(ConfigurationFailure) -> KeyMap {
        var changes: [KeyMap.Change] = []
        let entries = try entries("actions with their keys, such as quit: [q, ctrl-x]")
        for entry in entries {
            var keys: [String] = []
            if case .sequence = entry.value.node.content {
                for key in try entry.value.list("a list of keys") {
                    keys.append(try key.text("a key such as q or ctrl-x"))
                }
            } else {
                keys = [try entry.value.text("a key such as q or ctrl-x")]
            }
            changes.append(KeyMap.Change(action: entry.name.node.text ?? "", keys: keys))
        }
        do throws(KeyMap.Fault) {
            return try KeyMap(changes)
        } catch {
            guard error.isUnknownAction else {
                throw entries[error.change].value.failure("\(name): \(error.message)")
            }
            let wanted = changes[error.change].action
            throw entries[error.change].name.failure(
                "unknown action \(wanted.quoted) in \(name)"
                    + Spelling.advice(for: wanted, among: KeyMap.actionNames))
        }
    }

    /// Filters with names: `mine: "state:failed vendor:reap"`.
    func savedFilters() throws(ConfigurationFailure) -> [SavedFilter] {
        var filters: [SavedFilter] = []
        for entry in try entries("names with filters, such as mine: 'state:failed'") {
            filters.append(
                SavedFilter(
                    name: try entry.name.text("a name"),
                    text: try entry.value.text("a filter such as 'state:failed'")))
        }
        return filters
    }
}
