import YAML

@testable import App

extension Reader {
    /// A text is refused at a place that it has, or becomes a tree whose nodes have one each, which
    /// the configuration then takes or refuses in plain words.
    static func faultOfYAML(_ bytes: [UInt8]) -> String? {
        let place = Places(of: bytes)
        do throws(YAMLFault) {
            let root = try YAMLNode(parsing: bytes)
            if let fault = fault(of: root, in: place, depth: 1) { return fault }
        } catch {
            guard place.contains(error.line, error.column) else { return "\(error): no such place" }
            guard error.message.isOneLine else { return "\(error): not one line" }
        }
        let document = ConfigurationDocument(
            file: "config.yaml",
            directories: BaseDirectories(environment: [:], home: "/home/testa"))
        do throws(ConfigurationFailure) {
            _ = try Configuration(parsing: bytes, of: document)
        } catch {
            if let fault = Self.fault(of: error, in: place) { return fault }
        }
        // Every fault means another reading of all: too slow for long texts while fuzzing.
        guard bytes.count < 512 else { return nil }
        let check = ConfigurationCheck(bytes, of: document)
        if let fault = check.faults.lazy.compactMap({ Self.fault(of: $0, in: place) }).first {
            return fault
        }
        return check.faults.isEmpty && check.configuration == nil ? "neither read nor refused" : nil
    }

    private static func fault(of failure: ConfigurationFailure, in place: Places) -> String? {
        guard !failure.message.isEmpty, failure.description.isOneLine else {
            return "not one line: \(failure)"
        }
        return failure.place.map({ place.contains($0.line, $0.column) }) ?? true
            ? nil : "\(failure): no such place"
    }

    private static func fault(of node: YAMLNode, in place: Places, depth: Int) -> String? {
        guard depth <= YAMLNode.depthLimit else { return "deeper than the limit" }
        guard place.contains(node.line, node.column) else {
            return "\(node.line):\(node.column): no such place"
        }
        switch node.content {
        case .null, .scalar: return nil
        case .sequence(let values):
            return values.lazy.compactMap { fault(of: $0, in: place, depth: depth + 1) }.first
        case .mapping(let entries):
            guard Set(entries.map(\.name)).count == entries.count else { return "a key twice" }
            return entries.lazy.compactMap {
                fault(of: $0.key, in: place, depth: depth + 1)
                    ?? fault(of: $0.value, in: place, depth: depth + 1)
            }.first
        }
    }
}

/// The lines and columns that a text has, one past its end included.
struct Places {
    /// How many characters each line has.
    private let widths: [Int]

    init(of bytes: [UInt8]) {
        var widths = [0]
        var wasReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let isReturn = scalar == "\r"
            // YAML 1.1 (5.4) has five line breaks, of which CR LF is one.
            if isReturn || ["\n", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) {
                if !(wasReturn && scalar == "\n") { widths.append(0) }
            } else {
                widths[widths.count - 1] += 1
            }
            wasReturn = isReturn
        }
        self.widths = widths
    }

    func contains(_ line: Int, _ column: Int) -> Bool {
        guard line >= 1, column >= 1 else { return false }
        // What ends the text is at its end, which may be called the line after the last.
        guard line <= widths.count else { return line == widths.count + 1 && column == 1 }
        return column <= widths[line - 1] + 1
    }
}

extension String {
    /// Whether it may stand on a terminal as one line.
    var isOneLine: Bool {
        unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
