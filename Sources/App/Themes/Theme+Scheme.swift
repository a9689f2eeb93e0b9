import Dashboard
import YAML

extension Theme {
    /// Reads a base16 or base24 scheme file (tinted-theming, "Base16 file format" and its base24
    /// addition), in today's form with `palette` or the older flat one. Of base24 the first sixteen
    /// slots are used. Keys that say nothing about colours are passed over, as the format asks.
    init(name: String, scheme text: [UInt8], file: String) throws(ConfigurationFailure) {
        let root: YAMLNode
        do throws(YAMLFault) {
            root = try YAMLNode(parsing: text)
        } catch {
            throw ConfigurationFailure(error, in: file)
        }
        let scheme = Scheme(file: file)
        let palette = root["palette"] ?? root
        guard case .mapping(let entries) = palette.content else {
            throw scheme.failure(palette, "no palette of base00 to base0F is here")
        }
        if let system = root["system"], !["base16", "base24"].contains(system.text) {
            throw scheme.failure(system, "system must be base16 or base24")
        }
        var colors: [UInt32] = []
        for slot in 0..<0x18 {
            let name = "base" + (slot < 16 ? "0" : "") + String(slot, radix: 16, uppercase: true)
            if let entry = entries.first(where: { $0.name.lowercased() == name.lowercased() }) {
                colors.append(try scheme.color(entry.value, named: name))
            } else if slot < 16 {
                throw scheme.failure(palette, "\(name) is missing")
            }
        }
        guard let palette = Base16(Array(colors.prefix(16))) else {
            throw scheme.failure(root, "the palette does not have sixteen colours")
        }
        self.init(name: name, palette: palette)
    }
}

/// A scheme file being read.
private struct Scheme {
    let file: String

    func failure(_ node: YAMLNode, _ message: String) -> ConfigurationFailure {
        ConfigurationFailure(
            file: file, place: .init(line: node.line, column: node.column), message: message)
    }

    /// A colour written `#rrggbb` or `rrggbb`.
    func color(_ node: YAMLNode, named name: String) throws(ConfigurationFailure) -> UInt32 {
        if node.isNull {
            throw failure(node, "\(name) has no colour; quote it, as # starts a comment")
        }
        let text = node.text ?? ""
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.count == 6, digits.utf8.first != UInt8(ascii: "+"),
            let color = UInt32(digits, radix: 16)
        else {
            throw failure(node, "\(name) must be a colour such as \"#1a2029\", not \(text.quoted)")
        }
        return color
    }
}
