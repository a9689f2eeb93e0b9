/// How many colours a terminal has.
public enum ColorDepth: Hashable, Sendable {
    /// None: only bold, dim, underlined, slanted and reversed.
    case none
    /// The first eight ANSI colours.
    case eight
    /// The sixteen ANSI colours.
    case sixteen
    /// xterm's 256: the ANSI colours, a cube of 216 and 24 greys.
    case indexed256
    /// Every colour.
    case direct
}

extension Color {
    /// The nearest of xterm's 240 fixed colours, 16 to 255: the cube and the greys. The sixteen
    /// ANSI colours are left out because every user sets them differently.
    public var indexed256: Int {
        let distances = (16...255).map { (index: $0, distance: distance(to: Self.fixed($0))) }
        return distances.min { $0.distance < $1.distance }?.index ?? 16
    }

    /// What one of xterm's fixed colours, 16 to 255, looks like (xterm's 256colres.h).
    static func fixed(_ index: Int) -> (red: Int, green: Int, blue: Int) {
        if index >= 232 {
            let grey = 8 + 10 * (index - 232)
            return (grey, grey, grey)
        }
        let levels = [0, 95, 135, 175, 215, 255]
        let place = index - 16
        return (levels[place / 36], levels[place / 6 % 6], levels[place % 6])
    }

    private func distance(to other: (red: Int, green: Int, blue: Int)) -> Int {
        let red = Int(red) - other.red
        let green = Int(green) - other.green
        let blue = Int(blue) - other.blue
        return red * red + green * green + blue * blue
    }
}
