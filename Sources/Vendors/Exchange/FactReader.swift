import Domain
import JSON

/// The vendor's remaining fields as facts.
struct FactReader {
    /// In the order of reading.
    private(set) var facts: [Snapshot.Fact] = []

    /// Adds the field when it is there.
    mutating func add(_ name: String, in object: JSON?) {
        guard let text = object?[name]?.plainText else { return }
        facts.append(Snapshot.Fact(name: name, value: VendorText.safe(text)))
    }

    /// Adds a field that holds the vendor's own id, which can look like a person's number.
    mutating func addID(_ name: String, in object: JSON?) {
        guard let text = object?[name]?.plainText else { return }
        facts.append(Snapshot.Fact(name: name, value: text))
    }

    /// Adds a personal field masked, when it is there.
    mutating func addMasked(_ name: String, in object: JSON?) {
        guard let text = object?[name]?.plainText else { return }
        facts.append(Snapshot.Fact(name: name, value: Personal(text).masked))
    }

    /// Adds a field worked out by the mapping.
    mutating func add(_ name: String, _ value: String) {
        facts.append(Snapshot.Fact(name: name, value: value))
    }
}
