import TerminalUI

/// What a base24 scheme has beside the sixteen colours of base16 (tinted-theming, "Base24 styling
/// guidelines": 10 and 11 darker grounds, 12 to 17 bright red, yellow, green, cyan, blue, magenta),
/// taken where it is read at least as well as the colour it stands in for: on a light ground the
/// bright ones often are not.
enum Base24 {
    /// Of a scheme's colours by slot, those from base10 on that are used.
    static func used(of colors: [Int: UInt32]) -> [Int: UInt32] {
        let grounds = [0x0, 0x1, 0x2]
        // The slot, the one it stands in for, and what the two stand beside.
        let choices: [(extra: Int, plain: Int, beside: [Int])] = [
            (0x10, 0x0, [0x5]), (0x11, 0x0, [0xA, 0xD]), (0x12, 0x8, grounds),
            (0x13, 0xA, grounds), (0x14, 0xB, grounds), (0x15, 0xC, grounds),
            (0x16, 0xD, grounds), (0x17, 0xE, grounds),
        ]
        var used: [Int: UInt32] = [:]
        for choice in choices {
            guard let extra = colors[choice.extra], let plain = colors[choice.plain] else {
                continue
            }
            let isReadAsWell = choice.beside.compactMap { colors[$0] }.allSatisfy { other in
                Contrast.ratio(Color(extra), Color(other))
                    >= Contrast.ratio(Color(plain), Color(other))
            }
            if isReadAsWell { used[choice.extra] = extra }
        }
        return used
    }
}

extension Color {
    /// 0xRRGGBB, for comparing.
    fileprivate init(_ value: UInt32) {
        self.init(
            red: UInt8(value >> 16 & 255), green: UInt8(value >> 8 & 255),
            blue: UInt8(value & 255), ansi: 0)
    }
}
