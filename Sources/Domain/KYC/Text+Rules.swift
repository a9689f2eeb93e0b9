extension UInt8 {
    /// 0 to 9.
    var isASCIIDigit: Bool { (48...57).contains(self) }

    /// A to Z and a to z.
    var isASCIILetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
}

extension Unicode.Scalar {
    /// Whether it is neither a control, nor a break of line, nor invisible formatting such as the
    /// bidirectional controls. The two joiners are part of Indian scripts and pass.
    var isPlain: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: false
        case .format: value == 0x200C || value == 0x200D
        default: true
        }
    }
}

extension StringProtocol {
    /// The text without white space around it.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    /// The text with a dot for every scalar that is not plain.
    var printable: String {
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars { shown.append(scalar.isPlain ? scalar : "·") }
        return String(shown)
    }
}
