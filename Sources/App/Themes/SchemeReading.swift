import Dashboard
import YAML

/// A base16 or base24 scheme file (tinted-theming, "Base16 file format" and its base24 addition)
/// as it was read, with everything that is wrong in it. Both today's form with `palette` and the
/// older flat one are read; keys that say nothing about colours are passed over, as the format
/// asks.
struct SchemeReading {
    /// The colours; nil when something is wrong.
    private(set) var palette: Base16?
    /// What is wrong, in the order of the file's meaning: the palette, the system, the slots.
    private(set) var faults: [ConfigurationFailure] = []
    /// Where each slot's colour stands.
    private(set) var places: [Int: ConfigurationFailure.Place] = [:]
    private let file: String

    /// The slots' names, `base00` to `base0F` and on to `base17`.
    static let slots = (0..<0x18).map { slot in
        "base" + (slot < 16 ? "0" : "") + String(slot, radix: 16, uppercase: true)
    }

    /// Reads a scheme's text.
    init(_ text: [UInt8], file: String) {
        self.file = file
        let root: YAMLNode
        do throws(YAMLFault) {
            root = try YAMLNode(parsing: text)
        } catch {
            faults = [ConfigurationFailure(error, in: file)]
            return
        }
        let node = root["palette"] ?? root
        guard case .mapping(let entries) = node.content else {
            note(node, "no palette of base00 to base0F is here")
            return
        }
        if let system = root["system"], !["base16", "base24"].contains(system.text) {
            note(system, "system must be base16 or base24")
        }
        var colors: [Int: UInt32] = [:]
        for (slot, name) in Self.slots.enumerated() {
            if let entry = entries.first(where: { $0.name.lowercased() == name.lowercased() }) {
                places[slot] = .init(line: entry.value.line, column: entry.value.column)
                if let color = color(entry.value, named: name) { colors[slot] = color }
            } else if slot < 16 {
                note(node, "\(name) is missing")
            }
        }
        guard faults.isEmpty else { return }
        palette = Base16((0..<16).compactMap { colors[$0] }, extra: Base24.used(of: colors))
    }

    private mutating func note(_ node: YAMLNode, _ message: String) {
        faults.append(
            ConfigurationFailure(
                file: file, place: .init(line: node.line, column: node.column), message: message))
    }

    /// A colour written `#rrggbb` or `rrggbb`.
    private mutating func color(_ node: YAMLNode, named name: String) -> UInt32? {
        if node.isNull {
            note(node, "\(name) has no colour; quote it, as # starts a comment")
            return nil
        }
        let text = node.text ?? ""
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.count == 6, digits.utf8.first != UInt8(ascii: "+"),
            let color = UInt32(digits, radix: 16)
        else {
            note(node, "\(name) must be a colour such as \"#1a2029\", not \(text.quoted)")
            return nil
        }
        return color
    }
}
