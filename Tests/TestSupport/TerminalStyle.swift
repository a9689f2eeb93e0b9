public import TerminalUI

/// A colour as a terminal was told it.
public enum TerminalColor: Hashable, Sendable {
    /// The terminal's own.
    case standard
    /// One of its palette, 0 to 255.
    case indexed(Int)
    /// Any colour, 0 to 255 each.
    case direct(red: Int, green: Int, blue: Int)
}

/// How a cell of the emulated terminal looks.
public struct TerminalStyle: Hashable, Sendable {
    /// The glyph's colour.
    public var foreground = TerminalColor.standard
    /// The cell's colour.
    public var background = TerminalColor.standard
    /// Bold, dim and so on.
    public var attributes: Style.Attributes = []

    /// The look of a terminal that was told nothing.
    public init() {}

    /// Obeys an SGR sequence: numbers separated by `;`, each with what follows it after `:`.
    mutating func apply(_ parameters: [[Int]]) {
        var index = 0
        while index < parameters.count {
            let parameter = parameters[index]
            switch parameter[0] {
            case 0: self = TerminalStyle()
            case 1: attributes.insert(.bold)
            case 2: attributes.insert(.dim)
            case 3: attributes.insert(.italic)
            case 4: attributes.insert(.underline)
            case 7: attributes.insert(.reverse)
            case 22: attributes.subtract([.bold, .dim])
            case 23: attributes.remove(.italic)
            case 24: attributes.remove(.underline)
            case 27: attributes.remove(.reverse)
            case 30...37: foreground = .indexed(parameter[0] - 30)
            case 40...47: background = .indexed(parameter[0] - 40)
            case 90...97: foreground = .indexed(parameter[0] - 82)
            case 100...107: background = .indexed(parameter[0] - 92)
            case 39: foreground = .standard
            case 49: background = .standard
            case 38, 48:
                var rest = Array(parameter.dropFirst())
                if rest.isEmpty {
                    let kind = index + 1 < parameters.count ? parameters[index + 1][0] : 0
                    let length = kind == 5 ? 2 : kind == 2 ? 4 : 0
                    rest = parameters[(index + 1)...].prefix(length).map { $0[0] }
                    index += length
                }
                let color = Self.color(rest)
                if parameter[0] == 38 { foreground = color } else { background = color }
            default: break
            }
            index += 1
        }
    }

    private static func color(_ numbers: [Int]) -> TerminalColor {
        switch numbers.first {
        case 5 where numbers.count == 2: .indexed(numbers[1])
        case 2 where numbers.count >= 4:
            .direct(
                red: numbers[numbers.count - 3], green: numbers[numbers.count - 2],
                blue: numbers[numbers.count - 1])
        default: .standard
        }
    }
}
