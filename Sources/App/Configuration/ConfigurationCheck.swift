import YAML

/// Everything that is wrong with a configuration file, not the first fault alone.
///
/// What is at fault is replaced by the default, or taken out when no such key is known, and the
/// rest is read again until nothing is at fault any more.
struct ConfigurationCheck {
    /// What is wrong, in the order of the file.
    private(set) var faults: [ConfigurationFailure] = []
    /// What the file means without its faults; nil when it cannot be read as YAML.
    private(set) var configuration: Configuration?

    /// So many faults are told: a file with more is no configuration.
    private static let limit = 500

    /// Reads a file's text.
    init(_ text: [UInt8], of document: ConfigurationDocument) {
        var root: YAMLNode
        do throws(YAMLFault) {
            root = try YAMLNode(parsing: text)
        } catch {
            faults = [ConfigurationFailure(error, in: document.file)]
            return
        }
        guard let template = try? ConfigurationTemplate.document(document.directories) else {
            return
        }
        while faults.count < Self.limit {
            do throws(ConfigurationFailure) {
                configuration = try Configuration(root, of: document)
                break
            } catch {
                guard !faults.contains(error) else { break }
                faults.append(error)
                guard let next = Self.root(root, without: error, template: template) else { break }
                root = next
            }
        }
        faults = faults.inOrderOfLines
    }

    /// The file without what a fault is about; nil when that is the whole file.
    private static func root(
        _ root: YAMLNode, without fault: ConfigurationFailure,
        template: (root: YAMLNode, known: ConfigurationDocument)
    ) -> YAMLNode? {
        var path = fault.keys
        while !path.isEmpty {
            if let place = fault.place,
                let list = root.value(at: path)?
                    .removingElement(line: place.line, column: place.column)
            {
                return root.replacing(path[...], with: list)
            }
            if let standard = template.root.value(at: path) {
                return root.replacing(path[...], with: standard)
            }
            if template.known.sections[path.dropLast()] != nil {
                return root.replacing(path[...], with: nil)
            }
            // Inside a value of its own form, such as {env: NAME}: the whole value is at fault.
            path.removeLast()
        }
        return nil
    }
}

extension [ConfigurationFailure] {
    /// The same as they stand in the file; what has no line comes first.
    var inOrderOfLines: [ConfigurationFailure] {
        sorted { left, right in
            guard let second = right.place else { return false }
            guard let first = left.place else { return true }
            return (first.line, first.column) < (second.line, second.column)
        }
    }
}
